using System.Net;
using GetXByY;
using Npgsql;

namespace Integrations;

/// <summary>Npgsql: it has no hook, and blocks in System.Net.Dns. So the name is looked up first, and Npgsql is given the
/// addresses, which it tries in turn.</summary>
/// <remarks>
/// <code>
/// await using NpgsqlDataSource source = await NpgsqlHosts.CreateAsync(resolver, "Host=db.example;Username=app", token);
/// </code>
/// The addresses stay those of this moment: make another source when the database moves. The name goes on being used for the
/// server's certificate.
/// </remarks>
public static class NpgsqlHosts
{
    public static async Task<NpgsqlDataSource> CreateAsync(
        NameResolver resolver, string connectionString, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        string name = builder.ConnectionStringBuilder.Host ?? throw new ArgumentException("There is no Host.", nameof(connectionString));
        if (name.Contains(',') || name.StartsWith('/'))
            throw new ArgumentException("Host must be one name.", nameof(connectionString));
        IPAddress[] found = await resolver.GetHostAddressesAsync(name, cancellationToken);
        builder.ConnectionStringBuilder.Host = string.Join(',', found.Select(ip => ip.ToString()));
        builder.UseSslClientAuthenticationOptionsCallback(options => options.TargetHost = name);
        return builder.Build();
    }
}
