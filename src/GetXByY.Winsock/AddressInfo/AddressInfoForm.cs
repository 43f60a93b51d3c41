namespace GetXByY.Winsock;

/// <summary>Which of the three structures a result is made of. They are alike up to the address.</summary>
internal enum AddressInfoForm
{
    /// <summary><see cref="ADDRINFOA"/>: names in UTF-8.</summary>
    Ansi,

    /// <summary><see cref="ADDRINFOW"/>: names in UTF-16.</summary>
    Wide,

    /// <summary><see cref="ADDRINFOEXW"/>: names in UTF-16, and room for what namespace providers add.</summary>
    Extended,
}
