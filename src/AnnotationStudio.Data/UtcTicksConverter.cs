using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AnnotationStudio.Data;

// SQLite cannot order DateTimeOffset, so every time is kept as UTC ticks.
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
