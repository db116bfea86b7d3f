using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Mapping;

/// <summary>Joins the places of items with what people and the champion say of them, as it is now.</summary>
public sealed class MapReader(StudioStore store, MapShelf shelf, OpinionBoard board)
{
    /// <summary>What a map is made of.</summary>
    internal sealed record Read(MapPoints Points, List<Label> Labels, bool IsMulti, int AllItems, int Reserved, Opinions? Opinions);

    internal async Task<Read> ReadAsync(int projectId, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Where(row => row.Id == projectId).Select(row => new { row.Task, row.ItemCount }).SingleAsync(ct);
        var labels = await db.Labels.Where(label => label.ProjectId == projectId && label.RetiredAt == null).OrderBy(label => label.Position).ThenBy(label => label.Id).ToListAsync(ct);
        // Items reserved for audit are not on the map at all: nobody is to see what a model thinks of them, or which ones they are.
        var visible = db.Items.Where(item => item.ProjectId == projectId && item.State != ItemState.Erased && item.Import!.State == ImportState.Completed);
        var there = await visible.Where(item => !item.IsAudit).OrderBy(item => item.Id).Select(item => item.Id).ToListAsync(ct);
        var said = await visible.Where(item => !item.IsAudit && item.State == ItemState.Labelled).Select(item => new { item.Id, item.Consensus }).ToDictionaryAsync(item => item.Id, item => item.Consensus ?? [], ct);
        var reserved = await visible.CountAsync(item => item.IsAudit, ct);
        var opinions = board.Find(projectId);
        var points = Join(shelf.Find(projectId), there, new Classes(labels, said.Values), said, opinions);
        return new Read(points, labels, project.Task == ProjectTask.Multi, project.ItemCount, reserved, opinions);
    }

    private static MapPoints Join(DrawnMap? map, List<long> there, Classes classes, Dictionary<long, List<int>> said, Opinions? opinions)
    {
        if (map is null)
            return new MapPoints([], [], [], [], []);
        int[] rows = [.. Rows(map.Items, there)];
        var points = new MapPoints(new long[rows.Length], new short[2 * rows.Length], new byte[rows.Length], new byte[rows.Length], new byte[rows.Length]);
        for (int at = 0, known = 0; at < rows.Length; at++)
        {
            var item = points.Items[at] = map.Items[rows[at]];
            map.Places.AsSpan(2 * rows[at], 2).CopyTo(points.Places.AsSpan(2 * at));
            points.Labels[at] = said.TryGetValue(item, out var labels) ? classes.Of(labels) : MapPoints.Unknown;
            while (opinions is not null && known < opinions.Items.Length && opinions.Items[known] < item)
                known++;
            var isTold = opinions is not null && known < opinions.Items.Length && opinions.Items[known] == item;
            points.Predictions[at] = isTold ? classes.Of(opinions!.LabelIds[known]) : MapPoints.Unknown;
            points.Doubts[at] = isTold ? opinions!.Doubts[known] : MapPoints.Unknown;
        }

        return points;
    }

    // Both ascend.
    private static IEnumerable<int> Rows(long[] items, List<long> there)
    {
        for (int row = 0, at = 0; row < items.Length; row++)
        {
            while (at < there.Count && there[at] < items[row])
                at++;
            if (at < there.Count && there[at] == items[row])
                yield return row;
        }
    }

    /// <summary>The class of an item's labels. Of several it is the rarest: it says most.</summary>
    private sealed class Classes
    {
        private readonly Dictionary<int, byte> _of = [];
        private readonly Dictionary<int, int> _counts = [];

        public Classes(List<Label> labels, IEnumerable<List<int>> said)
        {
            for (var at = 0; at < labels.Count; at++)
                _of[labels[at].Id] = at < MapPoints.MostClasses ? (byte)at : MapPoints.Other;
            foreach (var label in said.SelectMany(some => some))
                _counts[label] = _counts.GetValueOrDefault(label) + 1;
        }

        public byte Of(List<int> labels) => labels.Count == 0 ? MapPoints.None : Of(labels.MinBy(label => (_of.ContainsKey(label) ? 0 : 1, _counts.GetValueOrDefault(label))));

        public byte Of(int label) => label == 0 ? MapPoints.None : _of.GetValueOrDefault(label, MapPoints.Other);
    }
}
