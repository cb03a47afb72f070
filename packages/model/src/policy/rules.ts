/** The rules that every model may name, as OpenStack's services and Gluon register them. */
export const standardRules: Readonly<Record<string, string>> = {
  context_is_admin: 'role:admin',
  context_is_advsvc: 'role:advsvc',
  admin: 'rule:context_is_admin',
  admin_only: 'rule:context_is_admin',
  owner: 'project_id:%(project_id)s',
  admin_or_owner: 'rule:context_is_admin or rule:owner',
  admin_or_network_owner: 'rule:context_is_admin or project_id:%(network:project_id)s',
  admin_owner_or_network_owner: 'rule:owner or rule:admin_or_network_owner',
  regular_user: '',
  default: 'rule:admin_or_owner',
}

/**
 * The rules of models written for Gluon. Its base objects name a rule `admin` for lists that Gluon never registered, so that oslo.policy
 * took the default rule: who owns an object sees it in a list.
 */
export const gluonRules: Readonly<Record<string, string>> = { ...standardRules, admin: 'rule:default' }
