namespace GetXByY.Winsock.Cases;

/// <summary>The table of cases: runs it, serves its name server to the C program, writes its page.</summary>
internal static class Program
{
    private const string Usage = """
        usage: GetXByY.Winsock.Cases run [--transcript FILE] [CASE ...]
                   runs the table, or these cases, and shows what was not as expected
               GetXByY.Winsock.Cases run --decision NUMBER
                   runs the cases of one decision until one is not as expected
               GetXByY.Winsock.Cases serve FOLDER
                   is the name server of the cases, for a program in another process
               GetXByY.Winsock.Cases page --check|--write LINUX WINDOWS NATIVE FOLDER
                   judges three transcripts, and compares the pages in the folder with them, or writes them
        """;

    private static string Folder => AppContext.BaseDirectory;

    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["run", "--transcript", string path, .. string[] names]:
                using (var file = new StreamWriter(path))
                    return Run(file, names);
            case ["run", "--decision", string number]:
                return RunUntilRed(Table().Where(each => each.Decisions.Contains((int)Words.Number(number))));
            case ["run", .. string[] names]:
                return Run(TextWriter.Null, names);
            case ["serve", string exchange]:
                return ServerConsole.Serve(Path.Combine(Folder, "Data"), exchange).GetAwaiter().GetResult();
            case ["page", "--check" or "--write", string linux, string windows, string native, string folder]:
                return Pages(arguments[1] == "--write", folder, new ThreeRuns(Table(), linux, windows, native));
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static List<Case> Table() => CaseTable.Read(Path.Combine(Folder, "Cases"));

    private static int Run(TextWriter transcript, string[] names)
    {
        int passed = 0;
        int failed = 0;
        foreach (Case @case in Table())
        {
            if (names.Length > 0 ? !names.Contains(@case.Id) : !CaseWorld.IsPossible(@case))
                continue;
            List<string> seen = CaseRun.Of(Path.Combine(Folder, "Data"), @case);
            Transcript.Write(transcript, @case, seen);
            if (Judge(@case, seen))
                passed++;
            else
                failed++;
        }
        Console.WriteLine($"cases: {passed} as expected, {failed} not");
        return failed == 0 && passed > 0 ? 0 : 1;
    }

    private static int RunUntilRed(IEnumerable<Case> cases) =>
        cases.Where(CaseWorld.IsPossible).All(each => Judge(each, CaseRun.Of(Path.Combine(Folder, "Data"), each)))
            ? 0
            : 1;

    private static bool Judge(Case @case, List<string> seen)
    {
        bool isRight = true;
        for (int i = 0; i < @case.Steps.Count; i++)
        {
            CaseStep step = @case.Steps[i];
            if (Transcript.At(seen, i) == step.Expected)
                continue;
            Console.WriteLine($"{@case.Id}: {step.Command}");
            Console.WriteLine($"    expected: {step.Expected}");
            Console.WriteLine($"    seen:     {Transcript.At(seen, i)}");
            isRight = false;
        }
        return isRight;
    }

    private static int Pages(bool writes, string folder, ThreeRuns runs)
    {
        List<string> faults = [.. runs.Faults()];
        string codes = Path.Combine(Folder, "Data", "documented-codes");
        (string Name, string Text)[] pages =
        [
            ("winsock-compatibility.md", new CompatibilityPage(runs).Text()),
            ("differences-from-windows.md", new DifferencesPage(runs.Cases, codes).Text()),
        ];
        foreach ((string name, string text) in pages)
        {
            string path = Path.Combine(folder, name);
            if (writes)
                File.WriteAllText(path, text);
            else if (!File.Exists(path) || File.ReadAllText(path) != text)
                faults.Add($"{path} is not up to date: write it by eng/winsock-cases --write");
        }
        foreach (string fault in faults)
            Console.WriteLine(fault);
        Console.WriteLine($"the pages: {runs.Cases.Count} cases, {faults.Count} faults");
        return faults.Count == 0 ? 0 : 1;
    }
}
