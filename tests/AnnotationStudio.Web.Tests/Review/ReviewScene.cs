using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Features.Review;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Review;

/// <summary>A project with two annotators and the desks of the review.</summary>
internal sealed class ReviewScene(StudioHost host, SeededProject project, Person other)
{
    public SeededProject Project { get; } = project;

    public Person Other { get; } = other;

    public Caller Lead { get; } = SeededProject.CallerOf(project.Lead);

    public ReviewDesk Queue => host.Services.GetRequiredService<ReviewDesk>();

    public SettlementDesk Settlements => host.Services.GetRequiredService<SettlementDesk>();

    public ErrorSearchDesk Errors => host.Services.GetRequiredService<ErrorSearchDesk>();

    public static async Task<ReviewScene> MakeAsync(StudioHost host, ProjectTask task, params string[] texts)
    {
        var project = await SeededProject.MakeAsync(host, task, texts);
        var other = await host.AddPersonAsync(Role.Annotator);
        await host.Services.GetRequiredService<MemberDesk>().AddAsync(SeededProject.CallerOf(project.Lead), project.Id, new NewMember(other.Email!, Role.Annotator), CancellationToken.None);
        return new ReviewScene(host, project, other);
    }

    /// <summary>Both annotators say something of the item.</summary>
    public async Task SayAsync(int item, string one, string another)
    {
        await Project.DecideAsync(Project.Annotator, item, AnnotationAction.Submit, one);
        await Project.DecideAsync(Other, item, AnnotationAction.Submit, another);
        Publish();
    }

    public void Publish() => host.Services.GetRequiredService<StudioEvents>().Publish(Happening.LabelsArrived, Project.Id);

    public async Task<ReviewView> ReadAsync(ReviewFilter? filter = null, params long[] later)
    {
        var view = await Queue.ReadAsync(Lead, Project.Id, filter ?? new(), later, null, CancellationToken.None);
        Assert.True(view.IsDone, view.Problem?.Message);
        return view.Value;
    }

    public async Task<Settled> SettleAsync(int item, string? label, string? comment = null)
    {
        var settled = await Settlements.SettleAsync(Lead, Project.Id, Project.Items[item], new Settlement(label is null ? null : [label], comment), CancellationToken.None);
        Assert.True(settled.IsDone, settled.Problem?.Message);
        return settled.Value;
    }

    public Task ReserveAsync(int item) => host.Services.GetRequiredService<StudioStore>().WriteAsync(
        db => db.Items.Where(row => row.Id == Project.Items[item]).ExecuteUpdate(set => set.SetProperty(row => row.IsAudit, true)), CancellationToken.None);
}
