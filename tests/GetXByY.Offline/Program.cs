using GetXByY.Offline;

if (args is ["order", ..])
    return await OrderProgram.RunAsync(args[1..]);
if (args.Length < 2)
{
    Console.Error.WriteLine(OfflineProgram.Usage);
    return 2;
}
await using var program = new OfflineProgram(isPortable: args[0] == "portable");
foreach (string command in args[1..])
    Console.WriteLine($"{command}: {program.Do(command)}");
return 0;
