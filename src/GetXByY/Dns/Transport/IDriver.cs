using GetXByY.Dns.Resolution;

namespace GetXByY.Dns.Transport;

/// <summary>Moves the messages of one engine. Only its pump uses it, but for <see cref="Wake"/>, which any thread may
/// call, also when it was disposed of. What it throws is the end of its engine.</summary>
internal interface IDriver : ITransport, IDisposable
{
    /// <summary>Tells the resolvers what has come since the wait.</summary>
    void Deliver(StubResolvers resolvers, uint now);

    /// <summary>Waits until something can be received or sent, or somebody calls <see cref="Wake"/>.</summary>
    /// <param name="milliseconds">How long at most. A driver whose wake-up may be lost looks for itself, once in a second at
    /// least, and throws.</param>
    void Wait(uint milliseconds);

    /// <summary>Looks what has happened, without waiting.</summary>
    void Look() => Wait(0);

    /// <summary>Ends the wait of the pump, now or when it next begins one.</summary>
    void Wake();
}
