using System.Buffers.Text;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Platform.Infrastructure.Protection.Keys;

namespace Platform.Infrastructure.Access;

/// <summary>Seals the keys that sign cookies and antiforgery tokens with the key ring outside the database.</summary>
public sealed class SealedXml(KeyRing ring) : IXmlEncryptor
{
    internal const string Purpose = "core.data-key";
    internal const string Place = "xml";
    internal static readonly XName Element = "platformSealed";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(new XElement(Element, Base64Url.EncodeToString(Sealing.Seal(ring, Purpose, Place, plain))), typeof(SealedXmlOpener));
    }

    /// <summary>Version of the key a stored key is sealed under; null when it is not sealed.</summary>
    internal static int? VersionOf(string xml) =>
        XElement.Parse(xml).Descendants(Element).FirstOrDefault() is { } part ? Sealing.VersionOf(Base64Url.DecodeFromChars(part.Value)) : null;

    /// <summary>The stored key under the current version.</summary>
    internal static string Renew(KeyRing ring, string xml)
    {
        var stored = XElement.Parse(xml);
        foreach (var part in stored.Descendants(Element))
        {
            part.Value = Base64Url.EncodeToString(Sealing.Seal(ring, Purpose, Place, Sealing.Open(ring, Purpose, Place, Base64Url.DecodeFromChars(part.Value))));
        }

        return stored.ToString(SaveOptions.DisableFormatting);
    }
}

/// <summary>Opens what <see cref="SealedXml"/> sealed. Made by the framework from its name in the stored key.</summary>
public sealed class SealedXmlOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var content = Sealing.Open(services.GetRequiredService<KeyRing>(), SealedXml.Purpose, SealedXml.Place, Base64Url.DecodeFromChars(encryptedElement.Value));
        return XElement.Parse(Encoding.UTF8.GetString(content));
    }
}
