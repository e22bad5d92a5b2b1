using System.Xml.Linq;
using Autofac;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Core;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Messaging;

namespace Platform.Infrastructure.Access;

/// <summary>Keys that sign cookies and antiforgery tokens, shared by all hosts on the database.</summary>
[NotTrailed]
internal sealed class DataKey : Entity
{
    public required string Name { get; init; }

    public required string Xml { get; init; }
}

internal sealed class DataKeyConfiguration : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> builder) => builder.Property(e => e.Xml).HasMaxLength(4000);
}

/// <summary>Keeps the key ring in the database, with keys made by the application (the stock store needs generated ones).</summary>
public sealed class DatabaseKeyRing(OperationScopes scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.Begin();
        return [.. scope.Resolve<CoreDbContext>().Set<DataKey>().AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.Begin();
        var database = scope.Resolve<OperationDatabase>();
        database.BeginAsync(CancellationToken.None).GetAwaiter().GetResult();
        var db = scope.Resolve<CoreDbContext>();
        db.Add(new DataKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
        database.CommitAsync(CancellationToken.None).GetAwaiter().GetResult();
    }
}
