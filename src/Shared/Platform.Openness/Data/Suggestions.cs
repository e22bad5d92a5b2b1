using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Data;
using Platform.Infrastructure.Protection;
using Platform.Openness.Domain;

namespace Platform.Openness.Data;

/// <summary>What somebody put into the suggestion box (P3-SUPERVISION-02/03). Nameless unless the sender wants to be reached.</summary>
[Label("意见建议")]
internal sealed class Suggestion : Entity, ISiteOwned, IVersioned
{
    private const string Article = "《个人信息保护法》第十三条第一款第一项：取得个人的同意";

    public int SiteId { get; init; }

    /// <summary>SHA-256 of the receipt number: only who has the number finds the reply.</summary>
    [Sensitive]
    [Label("回执检索值")]
    public required string ReceiptHash { get; init; }

    [Label("意见类别")]
    public SuggestionKind Kind { get; init; }

    /// <summary>The sender's words; kept from the trail, for they may name somebody.</summary>
    [Sensitive]
    public required string Text { get; init; }

    /// <summary>A telephone number, given with consent for the reply alone.</summary>
    [Protected("suggestion.contact", "联系电话", PersonalKind.Phone, Article, OpennessPermissions.RevealContact, OpennessPermissions.ReplySuggestions)]
    [Label("联系电话")]
    public ProtectedText Contact { get; set; }

    [Label("收到时间")]
    public DateTimeOffset ReceivedAt { get; init; }

    [Label("收到日期")]
    public DateOnly ReceivedOn { get; init; }

    /// <summary>Taken over from paper by the office: the box was opened (开箱).</summary>
    [Label("纸质意见")]
    public bool OnPaper { get; init; }

    [Label("状态")]
    public SuggestionState State { get; set; }

    [Label("承办人")]
    public Guid OwnerStaffId { get; set; }

    [Label("承办人姓名")]
    public string OwnerName { get; set; } = "";

    [Label("答复")]
    public string Reply { get; set; } = "";

    [Label("答复日期")]
    public DateOnly? RepliedOn { get; set; }

    [Label("答复人")]
    public string RepliedBy { get; set; } = "";

    /// <summary>Last day of the reply's time limit as it stood when the reply was given or the entry was closed.</summary>
    [Label("办结时的期限")]
    public DateOnly? DueWhenSettled { get; set; }

    [Label("办结原因")]
    public string CloseReason { get; set; } = "";

    public Guid Version { get; set; }
}

internal static class SuggestionFields
{
    public static readonly ProtectedField<Suggestion> Contact = ProtectedField<Suggestion>.Of(nameof(Suggestion.Contact));
}

internal sealed class SuggestionConfiguration : IEntityTypeConfiguration<Suggestion>
{
    public void Configure(EntityTypeBuilder<Suggestion> builder)
    {
        builder.Property(e => e.ReceiptHash).HasMaxLength(64);
        builder.Property(e => e.Text).HasMaxLength(2000);
        builder.Property(e => e.OwnerName).HasMaxLength(50);
        builder.Property(e => e.Reply).HasMaxLength(2000);
        builder.Property(e => e.RepliedBy).HasMaxLength(50);
        builder.HasIndex(e => e.ReceiptHash).IsUnique();
        builder.HasIndex(e => new { e.SiteId, e.State, e.ReceivedOn });
    }
}
