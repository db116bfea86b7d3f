using System.CommandLine;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Options that several verbs of learning take.</summary>
internal static class VerbOptions
{
    /// <summary>Names with commas between.</summary>
    public static Option<string> Names(string name, string description, string value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    /// <summary>A whole number, refused below the least.</summary>
    public static Option<int> Number(string name, string description, int value, int least = 1)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < least)
                result.AddError($"{name} must be {least} or more.");
        });
        return option;
    }

    /// <summary>The names.</summary>
    public static string[] Split(string names) => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
