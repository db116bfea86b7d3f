using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Items;
using Bunit;

namespace AnnotationStudio.Web.Tests.Items;

public sealed class ItemCorrectionTests : BunitContext
{
    private static readonly ItemLabel Roads = new(1, "roads", "", 0, false);
    private static readonly ItemLabel Water = new(2, "water", "", 1, false);
    private static readonly ItemLabel Old = new(3, "old", "", 2, true);

    [Fact]
    public void Press_SingleLabel_ReplacesTheAnswer()
    {
        Correction? saved = null;
        var form = Form(ProjectTask.Single, correction => saved = correction);

        form.FindAll(".answer")[1].Click();
        form.Find(".primary").Click();

        Assert.Equal(["water"], saved!.Labels);
    }

    [Fact]
    public void Press_SeveralLabels_AddsAndTakesAway()
    {
        Correction? saved = null;
        var form = Form(ProjectTask.Multi, correction => saved = correction);

        form.FindAll(".answer")[1].Click();
        form.FindAll(".answer")[0].Click();
        form.FindAll(".answer")[1].Click();
        form.Find(".primary").Click();

        Assert.Empty(saved!.Labels);
    }

    [Fact]
    public void Render_SingleLabelWithoutAnswer_CannotBeSaved()
    {
        var form = Form(ProjectTask.Single, _ => { });

        form.FindAll(".answer")[0].Click();

        Assert.True(form.Find(".primary").HasAttribute("disabled"));
        Assert.Equal(2, form.FindAll(".answer").Count);
    }

    private IRenderedComponent<ItemCorrection> Form(ProjectTask task, Action<Correction> save) => Render<ItemCorrection>(given => given
        .Add(form => form.Item, new ItemView(5, null, "text", [], ItemState.Labelled, [Roads], false, "a.csv", null, []))
        .Add(form => form.Choices, new ItemChoices(Role.Lead, task, false, [Roads, Water, Old], [], [], 0))
        .Add(form => form.OnCorrect, save));
}
