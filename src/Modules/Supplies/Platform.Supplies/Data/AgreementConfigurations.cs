using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Supplies.Domain;

namespace Platform.Supplies.Data;

internal sealed class AgreementConfiguration : IEntityTypeConfiguration<AgreementCheck>, IEntityTypeConfiguration<Disagreement>
{
    public void Configure(EntityTypeBuilder<AgreementCheck> builder)
    {
        builder.HasIndex(e => new { e.SiteId, e.Night }).IsUnique();
        builder.HasIndex(e => new { e.Latest, e.SiteId });
    }

    public void Configure(EntityTypeBuilder<Disagreement> builder)
    {
        builder.HasIndex(e => new { e.AccountId, e.Kind, e.EndedOn }).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.EndedOn });
    }
}
