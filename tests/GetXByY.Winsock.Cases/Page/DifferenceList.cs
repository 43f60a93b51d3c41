using System.Globalization;
using System.Text;

namespace GetXByY.Winsock.Cases;

/// <summary>A chapter of a page: who does otherwise, in sentences with the cases that show it.</summary>
internal static class DifferenceList
{
    internal static void AppendDifferences(
        this StringBuilder text, IEnumerable<Case> cases, string who, string title, string how)
    {
        var sentences = cases
            .SelectMany(each => each.Differences.Where(one => one.Who == who).Select(one => (one.Why, each.Id)))
            .GroupBy(each => each.Why, each => each.Id);
        text.AppendSentences(title, how, sentences);
    }

    internal static void AppendSentences(
        this StringBuilder text, string title, string how, IEnumerable<IGrouping<string, string>> sentences)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{how}\n\n");
        foreach (IGrouping<string, string> sentence in sentences)
        {
            string places = string.Join(", ", sentence.Select(each => $"`{each}`"));
            text.Append(CultureInfo.InvariantCulture, $"- {sentence.Key} ({places})\n");
        }
        text.Append('\n');
    }
}
