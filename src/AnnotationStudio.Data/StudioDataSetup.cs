using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Data;

/// <summary>Makes the database known to a host.</summary>
public static class StudioDataSetup
{
    /// <summary>
    /// The store with its reading contexts, and a scoped context that writes directly, for Identity's rare small writes and for migrations alone.
    /// </summary>
    public static IServiceCollection AddStudioData(this IServiceCollection services, Func<IServiceProvider, string> databasePath, string migrationsAssembly)
    {
        services.AddDbContext<StudioDbContext>(
            (provider, options) => Configure(options, databasePath(provider), queryOnly: false, migrationsAssembly),
            ServiceLifetime.Scoped,
            ServiceLifetime.Singleton);
        services.AddSingleton(provider =>
        {
            var path = databasePath(provider);
            var options = new DbContextOptionsBuilder<StudioDbContext>();
            Configure(options, path, queryOnly: true, migrationsAssembly);
            return new StudioStore(new PooledDbContextFactory<StudioDbContext>(options.Options), path);
        });
        return services;
    }

    private static void Configure(DbContextOptionsBuilder options, string path, bool queryOnly, string migrationsAssembly)
    {
        // The two kinds differ in their connection string, so that a pooled connection never changes from one to the other.
        var connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = queryOnly ? 30 : 31 };
        options
            .UseSqlite(connection.ToString(), sqlite => sqlite.MigrationsAssembly(migrationsAssembly))
            .AddInterceptors(new SqlitePragmas(queryOnly))
            .UseQueryTrackingBehavior(queryOnly ? QueryTrackingBehavior.NoTracking : QueryTrackingBehavior.TrackAll);
    }
}
