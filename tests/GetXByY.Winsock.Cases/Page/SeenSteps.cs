namespace GetXByY.Winsock.Cases;

/// <summary>What one run saw of one case, beside what was expected.</summary>
internal sealed class SeenSteps(Case @case, IReadOnlyList<string> seen)
{
    // The C program leaves out what only makes a moment certain, and stops where the case cannot be made.
    private const string LeftOut = "left out";
    private const string NotHere = "n/a";

    /// <summary>Whether the run came to the end of the case.</summary>
    internal bool IsPossible => @case.Steps.Select((_, i) => Transcript.At(seen, i)).All(each => each != NotHere) || Ends;

    /// <summary>Whether everything that was seen is as expected.</summary>
    internal bool IsSame => @case.Steps.Select((_, i) => At(i)).All(each => each is "same" or LeftOut);

    /// <summary>Whether the program crashed or hung.</summary>
    private bool Ends => seen.Count > 0 && seen[^1] is "the program ends" or "hangs";

    /// <summary>"same" or what was seen instead.</summary>
    internal string At(int step)
    {
        string each = Transcript.At(seen, step);
        return each == @case.Steps[step].Expected ? "same"
            : each == NotHere ? "–"
            : each;
    }
}
