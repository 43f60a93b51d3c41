using System.Collections.Concurrent;

namespace GetXByY.Testing;

/// <summary>What is done for a name: by type, else for all types. Any thread may read and write.</summary>
internal sealed class BehaviourTable
{
    private readonly ConcurrentDictionary<QuestionType, ServerBehaviour> _byType = new();
    private volatile ServerBehaviour? _others;

    public void Set(QuestionType? type, ServerBehaviour behaviour)
    {
        if (type is { } one)
            _byType[one] = behaviour;
        else
            _others = behaviour;
    }

    public ServerBehaviour? Find(QuestionType type) =>
        _byType.TryGetValue(type, out ServerBehaviour? behaviour) ? behaviour : _others;
}
