using System.Text.RegularExpressions;

namespace Platform.Host.Access;

/// <summary>Browser and system of a request in a few words, for the list of sign-ins: "Chrome 130 / Windows".</summary>
internal static partial class DeviceText
{
    private const int Longest = 60;

    private static readonly (string Mark, string Name)[] Systems =
        [("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
        {
            return "";
        }

        var browser = Browser().Match(userAgent) is { Success: true } found ? $"{Name(found.Groups[1].Value)} {found.Groups[2].Value}" : userAgent.Split(' ')[0];
        var system = Systems.FirstOrDefault(s => userAgent.Contains(s.Mark, StringComparison.Ordinal)).Name;
        var text = system is null ? browser : $"{browser} / {system}";
        return text.Length > Longest ? text[..Longest] : text;
    }

    private static string Name(string mark) => mark switch { "Edg" => "Edge", "OPR" => "Opera", "MicroMessenger" => "微信", "Version" => "Safari", _ => mark };

    // The more special name stands first: every one of them calls itself Chrome or Safari too.
    [GeneratedRegex(@"(MicroMessenger|Edg|OPR|QQBrowser|Firefox|Chrome|Version(?=/\d+[\d.]* .*Safari))/(\d+)")]
    private static partial Regex Browser();
}
