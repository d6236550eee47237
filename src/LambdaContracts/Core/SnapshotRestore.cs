#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>Hooks around a SnapStart snapshot. Here nobody calls them: without the official package there is no SnapStart.</summary>
public static class SnapshotRestore
{
    /// <summary>Registers what is to run before the snapshot is taken.</summary>
    /// <param name="beforeSnapshotAction">The action.</param>
    public static void RegisterBeforeSnapshot(Func<ValueTask> beforeSnapshotAction) { }
}
