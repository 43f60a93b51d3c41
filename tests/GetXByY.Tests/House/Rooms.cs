using System.Text.RegularExpressions;

namespace GetXByY.Tests.House;

/// <summary>The rooms of the library and what is mentioned across their walls.</summary>
internal sealed partial class Rooms
{
    // What follows is the plan of the house: from the roof down to the ground, every arrow points downwards.
    private static readonly Room[] s_all =
    [
        new(Room.Roof, "Connecting", "Tasks", "Queues", "Engine", "Databases", "Dns/Transport", "Dns/Resolution", "Dns/Message",
            "Configuration", "Telemetry", "Lookups", "Results"),
        new("Connecting", "Lookups", "Results"),
        new("Tasks", "Engine", "Lookups", "Results"),
        new("Queues", "Engine", "Lookups", "Results"),
        new("Engine", "Databases", "Dns/Transport", "Dns/Resolution", "Ordering", "Configuration", "Telemetry", "Lookups",
            "Results"),
        new("Databases", "Dns/Resolution", "Dns/Message", "Configuration", "Lookups", "Results"),
        new("Dns/Transport", "Dns/Resolution"),
        new("Dns/Resolution", "Dns/Cache", "Dns/Message"),
        new("Dns/Cache"),
        new("Dns/Message"),
        new("Ordering", "Configuration", "Lookups", "Results"),
        new("Configuration", "Results") { MayKnowTypes = ["NameResolverOptions"] },
        new("Telemetry", "Lookups", "Results"),
        new("Lookups", "Results"),
        new("Results"),
    ];

    private readonly IReadOnlyList<SourceFile> _files;
    private readonly ILookup<string, Room> _roomsOfTypes;

    public Rooms(IReadOnlyList<SourceFile> files)
    {
        _files = files;
        _roomsOfTypes = files.Where(file => RoomOf(file) != null)
            .SelectMany(file => file.Types.Select(type => (type, room: RoomOf(file)!)))
            .Distinct()
            .ToLookup(pair => pair.type, pair => pair.room);
    }

    public IEnumerable<SourceFile> Homeless => _files.Where(file => RoomOf(file) == null);

    /// <summary>Each arrow that is not allowed, in words.</summary>
    public IEnumerable<string> ForbiddenArrows() =>
        from file in _files
        let room = RoomOf(file)
        where room != null
        from mention in Mentions(file).Distinct()
        where !IsAllowed(room, mention.Room, mention.Word)
        select $"{file}: {room} knows {mention.Word} of {mention.Room}";

    private static bool IsAllowed(Room from, Room to, string word) =>
        from == to || from.MayKnow.Contains(to.Folder) || from.MayKnowTypes.Contains(word);

    private static Room? RoomOf(SourceFile file) => s_all.FirstOrDefault(room => room.Holds(file));

    // A type's name draws an arrow, and so does a using (it may be there for an extension method alone).
    private IEnumerable<(string Word, Room Room)> Mentions(SourceFile file)
    {
        var nested = file.Types.ToHashSet();
        foreach (Match match in WordPattern().Matches(file.Code))
        {
            string word = match.Value;
            if (!nested.Contains(word) && !IsMember(file.Code, match.Index))
            {
                // a name that several rooms have is the own room's
                var rooms = _roomsOfTypes[word].ToList();
                if (rooms.Count > 0 && !rooms.Any(room => room == RoomOf(file)))
                    yield return (word, rooms[0]);
            }
        }

        foreach (Match match in UsingPattern().Matches(file.Code))
        {
            string dotted = match.Groups["name"].Value;
            if (s_all.FirstOrDefault(room => room.IsNamespace(dotted)) is { } room)
                yield return (dotted, room);
        }
    }

    // What follows a dot is somebody's member, unless a room's namespace stands before the dot.
    private static bool IsMember(string code, int index)
    {
        string before = code[..index].TrimEnd();
        if (!before.EndsWith('.'))
            return false;

        string owner = OwnerPattern().Match(before).Value.TrimEnd('.', ' ');
        return owner != "GetXByY" && !s_all.Any(room => room.Folder != Room.Roof && room.Folder.Split('/')[^1] == owner);
    }

    [GeneratedRegex(@"\b[A-Za-z_]\w*")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"\busing\s+(static\s+|\w+\s*=\s*)?(?<name>GetXByY\.[\w.]+)\s*;")]
    private static partial Regex UsingPattern();

    [GeneratedRegex(@"\w*\s*\.$", RegexOptions.RightToLeft)]
    private static partial Regex OwnerPattern();
}
