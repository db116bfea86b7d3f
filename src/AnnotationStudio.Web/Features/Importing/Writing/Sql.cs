using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Prepared statements over the writer's own connection and transaction: a row by EF costs ten times as much.</summary>
internal static class Sql
{
    /// <param name="db">The context of a write.</param>
    /// <param name="text">A constant; values go by parameters.</param>
    /// <param name="parameters">Their names, in the order in which values are given.</param>
    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this feature.")]
    public static DbCommand Prepare(StudioDbContext db, string text, params ReadOnlySpan<string> parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = text;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static DbCommand With(this DbCommand command, params ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        return command;
    }

    /// <summary>Runs a statement once; how many rows it changed.</summary>
    public static int Execute(StudioDbContext db, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Prepare(db, text);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command.ExecuteNonQuery();
    }
}
