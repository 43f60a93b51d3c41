using GetXByY.Fuzz;

if (!FuzzOptions.TryParse(args, out FuzzOptions options, out string problem))
{
    Console.Error.WriteLine($"{problem}\nusage: eng/fuzz [--seconds N | --cases N] [--seed S] [--only messages|queries|files]");
    return 2;
}
return new FuzzRun(options).Run();
