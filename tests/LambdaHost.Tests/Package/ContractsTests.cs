using System.Reflection;

namespace ClothesClassification.LambdaHost.Tests.Package;

/// <summary>
/// The types of Amazon.Lambda.* that the host uses. Every line of the approved text is true of the official packages too;
/// a member that is added to the stand-in has to be looked up there first.
/// </summary>
public sealed class ContractsTests
{
    private static readonly string[] Approved =
    [
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest.Headers: IDictionary<String, String>",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest.HttpMethod: String",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest.IsBase64Encoded: Boolean",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest.MultiValueHeaders: IDictionary<String, IList<String>>",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest.MultiValueQueryStringParameters: IDictionary<String, IList<String>>",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest.Path: String",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest.QueryStringParameters: IDictionary<String, String>",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest.RequestContext: ProxyRequestContext",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest.Resource: String",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest+ProxyRequestContext.RequestId: String",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest+ProxyRequestContext.Stage: String",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse.Headers: IDictionary<String, String>",
        "Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse.StatusCode: Int32",
        "Amazon.Lambda.Core.ILambdaContext.AwsRequestId: String",
        "Amazon.Lambda.Core.ILambdaContext.RemainingTime: TimeSpan",
        "Amazon.Lambda.Core.SnapshotRestore.RegisterBeforeSnapshot(Func<ValueTask>)",
    ];

    private static readonly Assembly[] Sources =
    [
        .. typeof(PredictHandler)
            .Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("Amazon.Lambda.") || name.Name.EndsWith("LambdaContracts"))
            .Select(Assembly.Load),
    ];

    private static readonly Type[] Used =
    [
        .. Approved
            .Select(line => line[..line.LastIndexOf('.', line.IndexOfAny([':', '(']))])
            .Distinct()
            .Select(name => Sources.Select(source => source.GetType(name)).OfType<Type>().Single()),
    ];

    private static bool IsStandIn => Sources.Length == 1;

    [Fact]
    public void The_members_are_the_approved_ones()
    {
        var members = Used.SelectMany(Members).Order(StringComparer.Ordinal).ToList();
        if (IsStandIn)
            Assert.Equal(Approved.Order(StringComparer.Ordinal), members);
        else
            Assert.Empty(Approved.Except(members));
    }

    [Fact]
    public void The_stand_in_has_no_other_type()
    {
        if (IsStandIn)
            Assert.Equal(
                Used.Select(type => type.FullName).Order(),
                Sources[0].GetExportedTypes().Select(type => type.FullName).Order()
            );
    }

    [Fact]
    public void Only_the_handlers_context_is_part_of_the_hosts_public_api()
    {
        var exposed =
            from type in typeof(PredictHandler).Assembly.GetExportedTypes()
            from member in type.GetMembers(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
            )
            from used in Mentioned(member).Append(type.BaseType!)
            where used.Namespace?.StartsWith("Amazon.", StringComparison.Ordinal) == true
            select $"{type.Name}.{member.Name}: {used.Name}";
        Assert.Equal(["PredictHandler.HandleAsync: ILambdaContext"], exposed.Distinct());
        Assert.Equal(
            ["FunctionFailedException", "PredictHandler"],
            typeof(PredictHandler).Assembly.GetExportedTypes().Select(type => type.Name).Order()
        );
    }

    private static IEnumerable<string> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => $"{type.FullName}.{property.Name}: {Name(property.PropertyType)}")
            .Concat(
                type.GetMethods(
                        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
                    )
                    .Where(method => !method.IsSpecialName)
                    .Select(method =>
                        $"{type.FullName}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)))})"
                    )
            );

    private static IEnumerable<Type> Mentioned(MemberInfo member) =>
        member switch
        {
            MethodBase method => method
                .GetParameters()
                .Select(parameter => parameter.ParameterType)
                .Append(method is MethodInfo { ReturnType: var result } ? result : typeof(void))
                .SelectMany(Flat),
            PropertyInfo property => Flat(property.PropertyType),
            FieldInfo field => Flat(field.FieldType),
            _ => [],
        };

    private static IEnumerable<Type> Flat(Type type) => type.GetGenericArguments().SelectMany(Flat).Prepend(type);

    private static string Name(Type type) =>
        type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
}
