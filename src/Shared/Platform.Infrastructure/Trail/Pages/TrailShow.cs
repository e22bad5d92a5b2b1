using Platform.Contracts.Access;

namespace Platform.Infrastructure.Trail.Pages;

internal static class TrailShow
{
    public static string Channel(ActorChannel channel) => channel switch
    {
        ActorChannel.Page => "页面",
        ActorChannel.Api => "接口",
        ActorChannel.Job => "后台任务",
        _ => "命令行",
    };
}
