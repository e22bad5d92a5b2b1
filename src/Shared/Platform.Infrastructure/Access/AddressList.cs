using System.Net;

namespace Platform.Infrastructure.Access;

/// <summary>Addresses and networks as people write them: <c>192.168.1.20 10.3.0.0/16</c>, separated by blanks, commas or line breaks.</summary>
internal static class AddressList
{
    private static readonly char[] Separators = [' ', ',', ';', '，', '；', '\n', '\r', '\t'];

    /// <summary>Null when a part is no address.</summary>
    public static IReadOnlyList<IPNetwork>? Parse(string? text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(part, out var one))
            {
                networks.Add(new IPNetwork(one, one.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(part, out var network))
            {
                networks.Add(network);
            }
            else
            {
                return null;
            }
        }

        return networks;
    }

    /// <summary>Written uniformly for storage.</summary>
    public static string Normal(string? text) => string.Join(' ', (Parse(text) ?? []).Select(n => n.ToString()));

    /// <summary>An empty list contains everything.</summary>
    public static bool Allows(string list, string? address) => list.Length == 0 || Contains(list, address);

    public static bool Contains(string list, string? address)
    {
        if (!IPAddress.TryParse(address, out var from))
        {
            return false;
        }

        // A socket that speaks both protocols writes 10.0.0.1 as ::ffff:10.0.0.1.
        var plain = from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from;
        return Parse(list)?.Any(n => n.Contains(plain)) == true;
    }
}
