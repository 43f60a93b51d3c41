using GetXByY.Cli;
using GetXByY.Cli.Output;

using var interruption = new Interruption();
return await CommandLine.RunAsync(args, StandardOutput.Open(), Console.Error, interruption.Token);
