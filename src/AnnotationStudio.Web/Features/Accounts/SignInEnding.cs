namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>How a try to sign in can end.</summary>
public enum SignInEnding
{
    SignedIn,

    /// <summary>Signed in with a password that an admin chose.</summary>
    MustChangePassword,

    /// <summary>No such person, a wrong password, or a disabled person: all sound alike.</summary>
    Mismatch,

    /// <summary>Too many wrong passwords for this account.</summary>
    LockedOut,

    /// <summary>Too many tries from this address.</summary>
    TooOften,
}
