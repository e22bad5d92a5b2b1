using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Platform.Infrastructure.Core;

namespace Platform.Infrastructure.Access;

/// <summary>Identity's own store on the platform's context, so that it takes part in the operation's transaction.</summary>
internal sealed class AccountStore(CoreDbContext context, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, CoreDbContext, Guid>(context, describer);
