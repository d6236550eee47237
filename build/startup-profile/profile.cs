// dotnet run build/startup-profile/profile.cs -- FOLDER METHODS PROFILE
//
// Writes startup.mibc, the profile by which the function's code is compiled ahead, from methods.txt: docs/cold-start.md.
// FOLDER holds the host as it is built: artifacts/bin/LambdaHost/release.
//
// A profile is a .NET assembly that is never run. Its method AssemblyDictionary names groups, each of which is a method, too:
// a list of "ldtoken METHOD; pop". Source: the comments of MIbcProfileParser.cs in github.com/dotnet/runtime.
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
#:property GenerateDocumentationFile=true
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

if (args is not [var folder, var list, var output])
{
    Console.Error.WriteLine("dotnet run build/startup-profile/profile.cs -- FOLDER METHODS PROFILE");
    return 2;
}

var types = new TypeFinder(folder);
var profile = new Profile();
var failures = 0;
foreach (var line in File.ReadLines(list).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
{
    var words = line.Split(' ');
    var arguments = words.Length > 2 ? words[2].Split(';').Select(types.Parse).ToArray() : [];
    var type = types.Parse(words[0]);
    var methods = TypeFinder
        .MethodsOf(type.Definition)
        .Where(m => (words[1] == "*" || m.Name == words[1]) && Profile.ArityOf(m) == arguments.Length)
        .ToList();
    if (methods.Count == 0)
    {
        Console.Error.WriteLine($"no such method: {line}");
        failures++;
    }

    foreach (var method in methods)
        profile.Add(type, method, arguments);
}

profile.Write(output);
Console.WriteLine($"{profile.Count} methods are in {output}.");
return failures == 0 ? 0 : 1;

/// <summary>A type of the list: its definition, and what its parameters stand for.</summary>
internal sealed record NamedType(Type Definition, NamedType[] Arguments);

/// <summary>Finds types by name in the host's folder and in .NET.</summary>
internal sealed class TypeFinder
{
    private const BindingFlags All =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Static
        | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    private readonly List<Assembly> assemblies = [typeof(object).Assembly];

    public TypeFinder(string folder)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        foreach (var path in platform.Concat(Directory.GetFiles(Path.GetFullPath(folder), "*.dll")))
        {
            try
            {
                assemblies.Add(Assembly.LoadFrom(path));
            }
            catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException)
            {
                // A native library, or one that .NET has already loaded from elsewhere.
            }
        }
    }

    public static IEnumerable<MethodBase> MethodsOf(Type type) =>
        type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).Where(m => !m.IsAbstract);

    public NamedType Parse(string text)
    {
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0)
            return new NamedType(Find(text), []);
        List<NamedType> arguments = [];
        var (depth, start) = (0, bracket + 1);
        for (var i = start; i < text.Length; i++)
        {
            if ((text[i] == ',' && depth == 0) || i == text.Length - 1)
            {
                arguments.Add(Parse(text[start..i]));
                start = i + 1;
            }

            depth += text[i] switch
            {
                '[' => 1,
                ']' => -1,
                _ => 0,
            };
        }

        return new NamedType(Find(text[..bracket]), [.. arguments]);
    }

    private Type Find(string name) =>
        assemblies.Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)
        ?? throw new InvalidOperationException($"no such type: {name}");
}

/// <summary>The assembly that is written.</summary>
internal sealed class Profile
{
    private readonly MetadataBuilder metadata = new();
    private readonly MethodBodyStreamEncoder bodies = new(new BlobBuilder());
    private readonly InstructionEncoder group = new(new BlobBuilder());
    private readonly Dictionary<string, EntityHandle> assemblies = [];
    private readonly Dictionary<Type, EntityHandle> references = [];

    public Profile()
    {
        metadata.AddModule(0, Text("startup.mibc"), metadata.GetOrAddGuid(Guid.Empty), default, default);
        metadata.AddAssembly(Text("startup"), new Version(1, 0, 0, 0), default, default, default, default);
        metadata.AddTypeDefinition(
            TypeAttributes.NotPublic,
            default,
            Text("<Module>"),
            default,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1)
        );
    }

    public int Count { get; private set; }

    public static int ArityOf(MethodBase method) => method.IsGenericMethod ? method.GetGenericArguments().Length : 0;

    public void Add(NamedType type, MethodBase method, NamedType[] arguments)
    {
        EntityHandle handle = metadata.AddMemberReference(
            type.Arguments.Length == 0 ? Reference(type.Definition) : Specification(type),
            Text(method.Name),
            Signature(method)
        );
        if (arguments.Length > 0)
        {
            var blob = new BlobBuilder();
            var encoder = new BlobEncoder(blob).MethodSpecificationSignature(arguments.Length);
            foreach (var argument in arguments)
                Encode(encoder.AddArgument(), argument);
            handle = metadata.AddMethodSpecification(handle, metadata.GetOrAddBlob(blob));
        }

        group.OpCode(ILOpCode.Ldtoken);
        group.Token(handle);
        group.OpCode(ILOpCode.Pop);
        Count++;
    }

    public void Write(string path)
    {
        var token = AddGlobal("Group", group);
        var dictionary = new InstructionEncoder(new BlobBuilder());
        // Assemblies that have to be compiled together for the group to be read.
        dictionary.LoadString(metadata.GetOrAddUserString("System.Private.CoreLib;"));
        dictionary.OpCode(ILOpCode.Ldtoken);
        dictionary.Token(token);
        dictionary.OpCode(ILOpCode.Pop);
        AddGlobal("AssemblyDictionary", dictionary);
        var image = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(),
            new MetadataRootBuilder(metadata),
            bodies.Builder,
            deterministicIdProvider: _ => new BlobContentId(Guid.Empty, 0)
        ).Serialize(image);
        using var file = File.Create(path);
        image.WriteContentTo(file);
    }

    private MethodDefinitionHandle AddGlobal(string name, InstructionEncoder body)
    {
        body.OpCode(ILOpCode.Ret);
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, result => result.Void(), _ => { });
        return metadata.AddMethodDefinition(
            MethodAttributes.Public | MethodAttributes.Static,
            MethodImplAttributes.IL,
            Text(name),
            metadata.GetOrAddBlob(signature),
            bodies.AddMethodBody(body),
            MetadataTokens.ParameterHandle(1)
        );
    }

    private StringHandle Text(string text) => metadata.GetOrAddString(text);

    private EntityHandle Reference(Type type)
    {
        if (type.IsGenericType)
            type = type.GetGenericTypeDefinition();
        if (references.TryGetValue(type, out var handle))
            return handle;
        handle = type.DeclaringType is { } outer
            ? metadata.AddTypeReference(Reference(outer), default, Text(type.Name))
            : metadata.AddTypeReference(Reference(type.Assembly), Text(type.Namespace ?? ""), Text(type.Name));
        return references[type] = handle;
    }

    private EntityHandle Reference(Assembly assembly)
    {
        var name = assembly.GetName();
        if (!assemblies.TryGetValue(name.Name!, out var handle))
            assemblies[name.Name!] = handle = metadata.AddAssemblyReference(
                Text(name.Name!),
                name.Version!,
                default,
                default,
                default,
                default
            );
        return handle;
    }

    private TypeSpecificationHandle Specification(NamedType type)
    {
        var blob = new BlobBuilder();
        Encode(new BlobEncoder(blob).TypeSpecificationSignature(), type);
        return metadata.AddTypeSpecification(metadata.GetOrAddBlob(blob));
    }

    private void Encode(SignatureTypeEncoder encoder, NamedType type)
    {
        if (type.Arguments.Length == 0)
        {
            Encode(encoder, type.Definition);
            return;
        }

        var generic = encoder.GenericInstantiation(
            Reference(type.Definition),
            type.Arguments.Length,
            type.Definition.IsValueType
        );
        foreach (var argument in type.Arguments)
            Encode(generic.AddArgument(), argument);
    }

    private BlobHandle Signature(MethodBase method)
    {
        var blob = new BlobBuilder();
        var parameters = method.GetParameters();
        new BlobEncoder(blob)
            .MethodSignature(SignatureCallingConvention.Default, ArityOf(method), !method.IsStatic)
            .Parameters(
                parameters.Length,
                result =>
                {
                    if (method is not MethodInfo { ReturnParameter: var value } || value.ParameterType == typeof(void))
                    {
                        result.Void();
                        return;
                    }

                    Modify(result.CustomModifiers(), value);
                    Encode(result.Type(value.ParameterType.IsByRef), Bare(value.ParameterType));
                },
                all =>
                {
                    foreach (var parameter in parameters)
                    {
                        var one = all.AddParameter();
                        Modify(one.CustomModifiers(), parameter);
                        Encode(one.Type(parameter.ParameterType.IsByRef), Bare(parameter.ParameterType));
                    }
                }
            );
        return metadata.GetOrAddBlob(blob);
    }

    private static Type Bare(Type type) => type.IsByRef ? type.GetElementType()! : type;

    private void Modify(CustomModifiersEncoder encoder, ParameterInfo parameter)
    {
        foreach (var modifier in parameter.GetRequiredCustomModifiers())
            encoder = encoder.AddModifier(Reference(modifier), isOptional: false);
        foreach (var modifier in parameter.GetOptionalCustomModifiers())
            encoder = encoder.AddModifier(Reference(modifier), isOptional: true);
    }

    private void Encode(SignatureTypeEncoder encoder, Type type)
    {
        if (type.IsGenericMethodParameter)
            encoder.GenericMethodTypeParameter(type.GenericParameterPosition);
        else if (type.IsGenericParameter)
            encoder.GenericTypeParameter(type.GenericParameterPosition);
        else if (type.IsSZArray)
            Encode(encoder.SZArray(), type.GetElementType()!);
        else if (type == typeof(void*))
            encoder.VoidPointer();
        else if (type.IsPointer)
            Encode(encoder.Pointer(), type.GetElementType()!);
        else if (type.IsPrimitive || type == typeof(string) || type == typeof(object))
            encoder.PrimitiveType(Primitive(type));
        else if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            var generic = encoder.GenericInstantiation(Reference(type), arguments.Length, type.IsValueType);
            foreach (var argument in arguments)
                Encode(generic.AddArgument(), argument);
        }
        else
            encoder.Type(Reference(type), type.IsValueType);
    }

    private static PrimitiveTypeCode Primitive(Type type) => Enum.Parse<PrimitiveTypeCode>(type.Name);
}
