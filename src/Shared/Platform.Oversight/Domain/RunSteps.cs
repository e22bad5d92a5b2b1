using Platform.Contracts.Runs;

namespace Platform.Oversight.Domain;

internal enum RunKind { CloseMonth, Publish, AutoPublish, Audit }

/// <summary>What a chunk does next; the order is the order of work.</summary>
internal enum RunStep { Freeze, Audit, Score, Convene, Publish, Finished }

internal enum ChunkState { Waiting, Running, Done, Failed }

internal static class RunSteps
{
    /// <summary>Chunks are big enough to make fixed costs small and small enough that a transaction stays short.</summary>
    public const int LargestChunk = 300;
    private const int SmallestChunk = 5;

    /// <summary>Failures after which a chunk is given up until somebody continues the run.</summary>
    public const int MaxAttempts = 3;

    public static RunStep First(RunKind kind) => kind switch
    {
        RunKind.CloseMonth => RunStep.Freeze,
        RunKind.Audit => RunStep.Audit,
        _ => RunStep.Publish,
    };

    public static RunStep Next(RunKind kind, RunStep step) => step == RunStep.Finished || kind == RunKind.Audit ? RunStep.Finished : step + 1;

    public static int ChunkSize(int sites) => Math.Clamp((sites + 7) / 8, SmallestChunk, LargestChunk);

    /// <summary>Share of a chunk's work that lies behind it, 0..1.</summary>
    public static double Share(RunKind kind, RunStep step)
    {
        if (kind == RunKind.Audit)
        {
            return step == RunStep.Finished ? 1 : 0;
        }

        var first = (int)First(kind);
        return ((int)step - first) / (double)((int)RunStep.Finished - first);
    }

    public static string Text(RunStep step) => step switch
    {
        RunStep.Freeze => "固定履职结果",
        RunStep.Audit => "数据稽核",
        RunStep.Score => "计算考评",
        RunStep.Convene => "召集例会",
        RunStep.Publish => "公布结果",
        _ => "完成",
    };

    /// <param name="failures">Things that could not be computed.</param>
    public static string Text(RunState state, int failures) => state switch
    {
        RunState.Waiting => "等待中",
        RunState.Running => "进行中",
        RunState.Failed => "部分失败",
        _ => failures > 0 ? "完成，有未能计算项" : "完成",
    };

    public static string Text(RunKind kind) => kind switch
    {
        RunKind.CloseMonth => "月结",
        RunKind.Publish => "公布",
        RunKind.Audit => "数据稽核",
        _ => "自动公布",
    };
}
