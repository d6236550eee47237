using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace ClothesClassification.Cli.Photos;

/// <summary>
/// A folder for a matcher to search. What cannot be listed in it is noted, and does not end the search; links to folders are
/// not followed, as they may lead in a circle.
/// </summary>
internal sealed class SearchedFolder : DirectoryInfoBase
{
    // As the user named it; empty for the current folder.
    private readonly string path;
    private readonly SearchedFolder root;
    private readonly bool skipHidden;
    private readonly List<PhotoArgument> unreadable = [];
    private readonly List<string> skipped = [];

    public SearchedFolder(string path, bool skipHidden, SearchedFolder? root = null)
    {
        this.path = path;
        this.skipHidden = skipHidden;
        this.root = root ?? this;
    }

    /// <summary>The folders that could not be listed, here and below.</summary>
    public IReadOnlyList<PhotoArgument> Unreadable => unreadable;

    /// <summary>The kind of each entry that was skipped, here and below.</summary>
    public IReadOnlyList<string> Skipped => skipped;

    public override string Name => Path.GetFileName(path);

    public override string FullName => path.Length == 0 ? "." : path;

    public override DirectoryInfoBase? ParentDirectory => null;

    public override IEnumerable<FileSystemInfoBase> EnumerateFileSystemInfos()
    {
        try
        {
            return [.. new DirectoryInfo(FullName).GetFileSystemInfos().Select(Entry).OfType<FileSystemInfoBase>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            root.unreadable.Add(new PhotoArgument(PhotoKind.Nothing, FullName, Sentence(e)));
            return [];
        }
    }

    public override DirectoryInfoBase GetDirectory(string path) =>
        new SearchedFolder(Path.Combine(this.path, path), skipHidden, root);

    public override FileInfoBase GetFile(string path) =>
        new FileInfoWrapper(new FileInfo(Path.Combine(this.path, path)));

    private FileSystemInfoBase? Entry(FileSystemInfo entry)
    {
        // A file that is gone, or whose name is not UTF-8, has all bits set.
        if (skipHidden && (int)entry.Attributes != -1 && entry.Attributes.HasFlag(FileAttributes.Hidden))
            return Skip("hidden");
        if (entry is FileInfo file)
            return new FileInfoWrapper(file);
        return entry.LinkTarget is null ? GetDirectory(entry.Name) : Skip("link to a folder");
    }

    private FileSystemInfoBase? Skip(string kind)
    {
        root.skipped.Add(kind);
        return null;
    }

    private string Sentence(Exception error) =>
        error switch
        {
            // What .NET reads of such a name leads nowhere.
            DirectoryNotFoundException when path.Contains('\uFFFD', StringComparison.Ordinal) =>
                "The folder's name is not UTF-8; rename it.",
            DirectoryNotFoundException => "No such folder.",
            UnauthorizedAccessException => "This folder may not be read.",
            _ => error.Message,
        };
}
