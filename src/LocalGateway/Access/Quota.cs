using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.LocalGateway.Access;

/// <summary>Counts the requests of a day, week (from Sunday) or month, in UTC.</summary>
internal sealed class Quota(QuotaDescription limits, TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTime period = Begin(limits.Period, time.GetUtcNow().UtcDateTime.Date);
    private long used = limits.Offset;

    public bool TryTake()
    {
        lock (gate)
        {
            var current = Begin(limits.Period, time.GetUtcNow().UtcDateTime.Date);
            if (current != period)
            {
                period = current;
                used = 0;
            }

            if (used >= limits.Limit)
                return false;
            used++;
            return true;
        }
    }

    private static DateTime Begin(string period, DateTime day) =>
        period switch
        {
            "MONTH" => day.AddDays(1 - day.Day),
            "WEEK" => day.AddDays(-(int)day.DayOfWeek),
            _ => day,
        };
}
