using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Integrations;
using Npgsql;

namespace GetXByY.Hosting.Tests.Samples;

public sealed class NpgsqlTests
{
    [Fact(Timeout = 60_000)]
    public async Task Open_SourceOfAName_ConnectsToItsAddressAndChecksTheCertificateOfTheName()
    {
        await using var d = new Deployment();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        d.Names.Add("db.test", IPAddress.Loopback);
        using X509Certificate2 certificate = CertificateOf("db.test");
        string root = Path.GetTempFileName();
        await File.WriteAllTextAsync(root, certificate.ExportCertificatePem());
        await using NpgsqlDataSource source = await NpgsqlHosts.CreateAsync(
            d.Resolver,
            $"Host=db.test;Port={((IPEndPoint)listener.LocalEndpoint).Port};Username=app;SSL Mode=VerifyFull;Root Certificate={root}",
            default);

        Task opening = source.OpenConnectionAsync().AsTask();
        using (Socket accepted = await listener.AcceptSocketAsync())
        await using (var tls = new SslStream(new NetworkStream(accepted)))
        {
            listener.Stop();                               // Npgsql tries a second time
            await accepted.ReceiveAsync(new byte[8]);      // SSLRequest
            await accepted.SendAsync("S"u8.ToArray());
            await tls.AuthenticateAsServerAsync(certificate);
            Assert.True(await tls.ReadAsync(new byte[4]) > 0, "the client has not taken the certificate");
        }
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => opening);
        File.Delete(root);
    }

    [Theory]
    [InlineData("Username=app")]
    [InlineData("Host=a.test,b.test")]
    [InlineData("Host=/run/postgresql")]
    public async Task Create_NotOneName_Throws(string connectionString)
    {
        await using var d = new Deployment();
        await Assert.ThrowsAsync<ArgumentException>(() => NpgsqlHosts.CreateAsync(d.Resolver, connectionString, default));
    }

    private static X509Certificate2 CertificateOf(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
