// Command gophercloud leads OpenStack Networking through what the OpenStack provider of Terraform does with it: with the same
// library, the same options, the same ways to wait and the same errors that it acts upon.
//
// Without an argument it prints the names of its stories, one a line, but those that need a Keystone or a controller. With one it tells that story and ends with an error, and
// where it was, at the first answer that is not as it has to be.
//
// OS_CLIENT_CONFIG_FILE names a clouds.yaml with the clouds "admin" and "member", the second without the role of an administrator,
// and, for the stories that need a Keystone, "wrong" with another password and "application" with an application credential.
// With OS_DEBUG set it says what was asked and answered.
package main

import (
	"fmt"
	"os"

	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/utils/terraform/auth"
)

// A story makes what it needs and leaves nothing behind.
type story struct {
	name string
	tell func()
}

var stories = []story{
	{"networks", aNetwork},
	{"segments", segments},
	{"subnets", subnetsOfBothVersions},
	{"subnet routes", subnetRoutes},
	{"subnet pools and address scopes", subnetPools},
	{"ports", aPort},
	{"port bindings", portBindings},
	{"routers", aRouter},
	{"router interfaces", routerInterfaces},
	{"router routes", routerRoutes},
	{"floating IPs", floatingIPs},
	{"port forwardings", portForwardings},
	{"security groups", securityGroups},
	{"security group rules", securityGroupRules},
	{"RBAC policies", rbacPolicies},
	{"QoS policies and rules", qos},
	{"trunks", aTrunk},
	{"tags", tags},
	{"quotas", quotasOfAProject},
	{"agents and availability zones", agentsAndZones},
	{"extensions", extensionsServed},
	{"addresses that are left", availabilities},
	{"pages", pages},
	{"errors", errorsByType},
	{"a member", aMember},
	{"ten at a time", applied},
}

// withController are stories that need a controller which takes nothing until a network is described as seen.
var withController = []story{
	{"what is being built", building},
}

// withKeystone are stories that need a real one: the stand-in of a service without authentication takes every token.
var withKeystone = []story{
	{"a token that is not taken any more", renewedToken},
	{"a wrong password", wrongPassword},
	{"an application credential", applicationCredential},
}

func main() {
	if len(os.Args) == 1 {
		for _, each := range stories {
			fmt.Println(each.name)
		}
		return
	}
	for _, each := range append(append(stories, withController...), withKeystone...) {
		if each.name == os.Args[1] {
			each.tell()
			return
		}
	}
	panic(fmt.Sprintf("there is no story %q", os.Args[1]))
}

// connect signs on by an entry of clouds.yaml, and finds the service in the catalog, as the provider does.
func connect(cloud string) *gophercloud.ServiceClient {
	config := configOf(cloud)
	succeed(config.LoadAndValidate())
	return must(config.NetworkingV2Client(""))
}

func configOf(cloud string) *auth.Config {
	return &auth.Config{Cloud: cloud, AllowReauth: true, TerraformVersion: "1.0.0", SDKVersion: "2.0.0"}
}
