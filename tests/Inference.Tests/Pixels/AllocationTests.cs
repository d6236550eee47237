using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class AllocationTests
{
    [Fact]
    public void A_warm_workspace_resizes_without_allocating()
    {
        ResampleCase[] cases =
        [
            ResampleCase.Stretch(400, 534, 1, 224, 224),
            ResampleCase.Stretch(534, 400, 6, 224, 224),
            ResampleCase.Stretch(31, 17, 3, 50, 60),
        ];
        var rgba = Noise.Bytes(cases.Max(c => c.SourceBytes), 1);
        var rgb = new byte[cases.Max(c => c.TargetBytes)];
        var workspace = new ResampleWorkspace();
        RunAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        RunAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void RunAll()
        {
            foreach (var c in cases)
                c.Run(rgba, rgb, workspace);
        }
    }
}
