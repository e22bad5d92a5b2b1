using CsCheck;
using Platform.Contracts.Messaging;
using Platform.Infrastructure.Security.Weaknesses;
using Xunit;

namespace Platform.ModuleTests.Security;

/// <summary>The steps of a weakness, in whatever order they are tried.</summary>
public class WeaknessRuleTests
{
    private static readonly DateOnly Found = new(2026, 11, 1);
    private static readonly Guid One = new("0193517a-0000-7000-8000-0000000000a1");
    private static readonly Guid Two = new("0193517a-0000-7000-8000-0000000000a2");

    [Fact]
    public void Whatever_is_tried_nothing_serious_closes_unreported_and_nobody_checks_themselves() =>
        Gen.Select(Gen.Enum<WeaknessKind>(), Gen.Enum<WeaknessSeverity>(), Gen.Select(Gen.Int[0, 4], Gen.Bool).Array[0, 12]).Sample((kind, severity, steps) =>
        {
            var weakness = new Weakness { Kind = kind, Severity = severity, FoundOn = Found };
            var lastMeasures = Guid.Empty;
            foreach (var (step, first) in steps)
            {
                var before = weakness.State;
                var who = first ? One : Two;
                try
                {
                    switch (step)
                    {
                        case 0:
                            weakness.Report("上级", Found, "某", "");
                            break;
                        case 1:
                            weakness.Notify(Found, "已通知");
                            break;
                        case 2:
                            weakness.Take("措施", "某", null, Found, who);
                            lastMeasures = who;
                            break;
                        default:
                            weakness.Recheck(step == 3, Found.AddDays(9), who);
                            Assert.NotEqual(lastMeasures, who);
                            break;
                    }
                }
                catch (RefusalException)
                {
                    Assert.Equal(before, weakness.State);
                }

                if (before == WeaknessState.Closed)
                {
                    Assert.Equal(WeaknessState.Closed, weakness.State);
                }
            }

            if (weakness.State == WeaknessState.Closed)
            {
                Assert.True(!weakness.MustBeReported || weakness.ReportedOn is not null);
                Assert.True(kind != WeaknessKind.PersonalDataBreach || weakness.AuthorityToldOn is not null);
                Assert.NotNull(weakness.MeasuresOn);
                Assert.Equal(9, weakness.DaysOpen(Found.AddDays(100)));
            }
        });

    [Fact]
    public void A_return_leads_back_to_where_the_report_stands()
    {
        var minor = new Weakness { FoundOn = Found };
        minor.Take("措施", "某", null, Found, One);
        minor.Recheck(false, Found, Two);
        Assert.Equal(WeaknessState.Open, minor.State);
        minor.Report("上级", Found, "某", "");
        minor.Take("措施", "某", null, Found, One);
        minor.Recheck(false, Found, Two);
        Assert.Equal(WeaknessState.Reported, minor.State);
    }
}
