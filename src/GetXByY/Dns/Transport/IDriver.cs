using GetXByY.Dns.Resolution;

namespace GetXByY.Dns.Transport;

/// <summary>Moves the messages of one engine. Only its pump uses it, but for <see cref="Wake"/>, which any thread may
/// call.</summary>
internal interface IDriver : ITransport, IDisposable
{
    /// <summary>Tells the resolver what has come since the wait.</summary>
    void Deliver(StubResolver resolver, uint now);

    /// <summary>Waits until something can be received or sent, or somebody calls <see cref="Wake"/>.</summary>
    /// <param name="milliseconds">How long at most.</param>
    void Wait(uint milliseconds);

    /// <summary>Ends the wait of the pump, now or when it next begins one.</summary>
    void Wake();
}
