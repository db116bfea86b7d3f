using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace AnnotationStudio.Web.Tests.Host;

/// <summary>Fills in the pages' static forms as a browser would.</summary>
public static partial class StaticForms
{
    /// <summary>A client with its own cookies that stops at redirects.</summary>
    public static HttpClient Browse(this StudioHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
    }

    /// <summary>A client that carries the person's cookie.</summary>
    public static async Task<HttpClient> SignedInAsync(this StudioHost host, string email, string password = StudioHost.Password)
    {
        var client = host.Browse();
        using var answer = await client.SignInAsync(email, password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public static Task<HttpResponseMessage> SignInAsync(this HttpClient client, string email, string password, string page = "/sign-in") =>
        client.SubmitAsync(page, "sign-in", ("Input.Email", email), ("Input.Password", password));

    /// <summary>Reads the page, takes its antiforgery token, and posts the form of that name.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient client, string page, string form, params (string Name, string Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(client);
        var html = await client.GetStringAsync(page);
        var token = WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value);
        var values = fields.Append(("_handler", form)).Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var content = new FormUrlEncodedContent(values);
        return await client.PostAsync(page, content);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
