namespace GetXByY.Lookups;

/// <summary>What a face keeps in a look-up's cell. The engine never looks inside.</summary>
/// <param name="Target">To whom the completion goes; in Winsock the window.</param>
/// <param name="Memory">Where the result goes; in Winsock the buffer.</param>
/// <param name="Length">How many bytes that memory has.</param>
/// <param name="Tag">What marks the completion; in Winsock the message number.</param>
internal readonly record struct FaceWords(nint Target, nint Memory, int Length, uint Tag);
