using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Infrastructure.Data;
using Platform.SampleModule.Domain;

namespace Platform.SampleModule.Data;

internal sealed class SampleDbContext(ModuleContext context) : ModuleDbContext(context)
{
    public override string Prefix => "smp";
}

internal sealed class SampleDesignTime : DesignTimeFactory<SampleDbContext>;

internal sealed class SampleConfiguration : IEntityTypeConfiguration<Note>, IEntityTypeConfiguration<NoteCount>
{
    public void Configure(EntityTypeBuilder<Note> builder) => builder.HasIndex(e => new { e.SiteId, e.Day });

    public void Configure(EntityTypeBuilder<NoteCount> builder) => builder.HasIndex(e => e.Day).IsUnique();
}
