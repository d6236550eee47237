namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>The latest lines that a process wrote, up to a size.</summary>
internal sealed class OutputCapture
{
    private const int MaxCharacters = 256 * 1024;
    private readonly Lock gate = new();
    private readonly Queue<string> lines = new();
    private int characters;
    private int version;

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Enqueue(line);
            characters += line.Length;
            version++;
            while (characters > MaxCharacters)
                characters -= lines.Dequeue().Length;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            lines.Clear();
            characters = 0;
        }
    }

    public IReadOnlyList<string> Lines()
    {
        lock (gate)
            return [.. lines];
    }

    /// <summary>Waits until no line has come for a moment: pipes are slower than the answer of an invocation.</summary>
    public async Task SettleAsync()
    {
        const int Rounds = 10;
        for (var i = 0; i < Rounds; i++)
        {
            var before = Volatile.Read(ref version);
            await Task.Delay(TimeSpan.FromMilliseconds(10)).ConfigureAwait(false);
            if (Volatile.Read(ref version) == before)
                return;
        }
    }
}
