using AnnotationStudio.Data;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Demo;
using AnnotationStudio.Web.Features.Accounts;
using AnnotationStudio.Web.Features.Administration;
using AnnotationStudio.Web.Features.Annotating;
using AnnotationStudio.Web.Features.Encoders;
using AnnotationStudio.Web.Features.Exporting;
using AnnotationStudio.Web.Features.Gold;
using AnnotationStudio.Web.Features.Importing;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Features.Mapping;
using AnnotationStudio.Web.Features.Overview;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Features.Review;
using AnnotationStudio.Web.Features.Rules;
using AnnotationStudio.Web.Features.Simulating;
using AnnotationStudio.Web.Hosting;

return await CommandLine.RunAsync(args, Build, Map);

static WebApplication Build(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.WebHost.UseStaticWebAssets();
    builder.UseStudioAddresses();
    builder.Logging.LeaveToStandardError();

    builder.Services.AddStudioHosting();
    builder.Services.AddAccess();
    builder.Services.AddStudioData(services => services.GetRequiredService<DataFolder>().Database, "AnnotationStudio.Migrations.Sqlite");
    // Guidelines and lists of labels are longer than a circuit's messages usually are.
    builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 2 * 1024 * 1024);
    builder.Services.AddStudioLook();
    builder.Services.AddDemo();
    builder.Services.AddAccounts();
    builder.Services.AddAdministration();
    builder.Services.AddProjects();
    builder.Services.AddAnnotating();
    builder.Services.AddLearning();
    builder.Services.AddEncoders();
    builder.Services.AddRules();
    builder.Services.AddQuality();
    builder.Services.AddReview();
    builder.Services.AddMapping();
    builder.Services.AddSimulating();
    builder.Services.AddGold();
    builder.Services.AddItems();
    builder.Services.AddOverview();
    builder.Services.AddImporting();
    builder.Services.AddExporting();
    builder.Services.AddOpenApi();

    return builder.Build();
}

static void Map(WebApplication app)
{
    app.UseErrorAnswers();
    app.UseSecurityHeaders();
    app.UseRouting();
    app.UseAuthentication();
    app.UseMiddleware<TokenPace>();
    app.UseLastSeen();
    app.UseFirstSteps();
    app.UseAuthorization();
    app.UseAntiforgery();

    app.MapStaticAssets().AllowAnonymous();
    app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    app.MapOpenApi().RequireAuthorization(AccessPolicy.Annotator);
    app.MapHealth();
    app.MapVerbs();
    app.MapSignOut();

    var api = app.MapApi();
    api.MapProjects();
    api.MapAnnotating();
    api.MapLearning();
    api.MapRules();
    api.MapQuality();
    api.MapReview();
    api.MapMapping();
    api.MapSimulating();
    api.MapGold();
    api.MapItems();
    api.MapImporting();
    api.MapExporting();
}

/// <summary>The entry point, named for tests that start the real host.</summary>
public sealed partial class Program;
