using System.Globalization;
using System.Net;
using System.Reflection;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Fetching;

public sealed class FetchErrorsTests
{
    private static readonly Dictionary<Type, object> Arguments = new()
    {
        [typeof(string)] = "inside.example",
        [typeof(int)] = 42,
        [typeof(IPAddress)] = IPAddress.Parse("10.1.2.3"),
        [typeof(TimeSpan)] = TimeSpan.FromSeconds(10),
        [typeof(IReadOnlyList<int>)] = new[] { 80, 443 },
        [typeof(Exception)] = new IOException("10.1.2.3 is our database"),
    };

    private static readonly FetchException[] All =
    [
        .. typeof(FetchErrors)
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(make =>
                (FetchException)make.Invoke(null, [.. make.GetParameters().Select(p => Arguments[p.ParameterType])])!
            ),
    ];

    [Fact]
    public void The_readme_has_each_code_with_its_status()
    {
        var readme = Path.Combine(SharedData.RepositoryRoot, "src", "LambdaHost", "Fetching", "README.md");
        var rows = File.ReadLines(readme)
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1].Trim('`'), int.Parse(cells[2], CultureInfo.InvariantCulture)));

        Assert.Equal(All.Select(fault => (fault.Code, ProblemKinds.OfFetch(fault.Code).Status)).Order(), rows.Order());
    }

    [Fact]
    public void Each_message_is_a_sentence_that_says_what_to_do_and_names_no_address()
    {
        Assert.All(
            All,
            fault =>
            {
                Assert.Matches(@"^[A-Z].*; (send|use|try|check|make|wait)\b.*\.$", fault.Message);
                Assert.DoesNotContain("10.1.2.3", fault.Message, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void After_a_redirect_a_fault_stays_what_it_is_and_says_so()
    {
        var fault = FetchErrors.WrongStatus("photos.example.com", 404).AfterRedirect("a.example");
        Assert.Equal("status", fault.Code);
        Assert.StartsWith("After a redirect: The server answered 404", fault.Message, StringComparison.Ordinal);
        Assert.Equal("photos.example.com; redirected from a.example", fault.LogDetail);
    }
}
