namespace GetXByY.Winsock;

/// <summary>A message that waits in a queue.</summary>
/// <param name="Message">The message.</param>
/// <param name="Window">The window it goes to; null for a message to the thread.</param>
/// <param name="Origin">Who posted it, if that matters to anybody.</param>
internal readonly record struct QueuedMessage(WindowMessage Message, MessageWindow? Window, object? Origin);
