package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/agents"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/external"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/routers"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/provider"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/quotas"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/security/groups"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
	named "github.com/gophercloud/utils/openstack/networking/v2/extensions/security/groups"
)

func quotasOfAProject() {
	neutron := connect("admin")
	const project = "0123456789abcdef0123456789abcdef"
	before := must(quotas.Get(neutron, project).Extract())
	check("defaults", before.Network > 0 && before.SubnetPool == -1, before)
	wanted := quotas.Quota{
		FloatingIP: 1, Network: 2, Port: 3, RBACPolicy: 4, Router: 5, SecurityGroup: 6, SecurityGroupRule: 7, Subnet: 8, SubnetPool: 9,
	}
	made := must(quotas.Update(neutron, project, quotas.UpdateOpts{
		FloatingIP: ref(1), Network: ref(2), Port: ref(3), RBACPolicy: ref(4), Router: ref(5), SecurityGroup: ref(6),
		SecurityGroupRule: ref(7), Subnet: ref(8), SubnetPool: ref(9),
	}).Extract())
	equal("made", *made, wanted)
	wanted.Network, wanted.Port = 0, -1
	must(quotas.Update(neutron, project, quotas.UpdateOpts{Network: ref(0), Port: ref(-1)}).Extract())
	equal("changed", *must(quotas.Get(neutron, project).Extract()), wanted)
	beyond := networks.CreateOpts{Name: "beyond", ProjectID: project}
	refused[gophercloud.ErrDefault409](networks.Create(neutron, beyond).Err, "OverQuota")
	must(neutron.Delete(neutron.ServiceURL("quotas", project), nil))
	equal("defaults again", *must(quotas.Get(neutron, project).Extract()), *before)
}

// agentsAndZones has an agent report, without which there is no availability zone.
func agentsAndZones() {
	neutron := connect("admin")
	for kind, binary := range map[string]string{"DHCP agent": "dhcp", "L3 agent": "l3"} {
		report := map[string]interface{}{"agent_report": map[string]interface{}{
			"agent_type": kind, "host": "host-1", "binary": binary, "availability_zone": "east",
		}}
		must(neutron.Post(neutron.ServiceURL("agent_reports"), report, &struct{}{}, &gophercloud.RequestOpts{OkCodes: []int{201}}))
	}
	found := must(agents.ExtractAgents(must(agents.List(neutron, agents.ListOpts{AgentType: "DHCP agent", Host: "host-1", Alive: ref(true)}).AllPages())))
	equal("found", len(found), 1)
	agent := must(agents.Get(neutron, found[0].ID).Extract())
	equal("binary and zone", [2]string{agent.Binary, agent.AvailabilityZone}, [2]string{"dhcp", "east"})
	check("alive", agent.Alive && agent.AdminStateUp, agent)
	check("times", !agent.CreatedAt.IsZero() && !agent.StartedAt.IsZero() && !agent.HeartbeatTimestamp.IsZero(), agent)
	changed := must(agents.Update(neutron, agent.ID, agents.UpdateOpts{Description: ref("first"), AdminStateUp: ref(false)}).Extract())
	check("changed", changed.Description == "first" && !changed.AdminStateUp, changed)
	must(agents.Update(neutron, agent.ID, agents.UpdateOpts{AdminStateUp: ref(true)}).Extract())

	zoned(neutron, agent.ID)
	for _, each := range must(agents.ExtractAgents(must(agents.List(neutron, agents.ListOpts{Host: "host-1"}).AllPages()))) {
		succeed(agents.Delete(neutron, each.ID).ExtractErr())
	}
	refused[gophercloud.ErrDefault404](agents.Get(neutron, agent.ID).Err, "AgentNotFound")
}

func zoned(neutron *gophercloud.ServiceClient, agent string) {
	var answer struct {
		Zones []struct{ Name, Resource, State string } `json:"availability_zones"`
	}
	must(neutron.Get(neutron.ServiceURL("availability_zones")+"?name=east", &answer, nil))
	equal("zones, of networks and of routers", len(answer.Zones), 2)
	equal("zone", answer.Zones[0].State, "available")
	network := makeNetwork(neutron, networks.CreateOpts{Name: "east", AvailabilityZoneHints: []string{"east"}})
	equal("hints of a network", readNetwork(neutron, network).AvailabilityZoneHints, []string{"east"})
	router := makeRouter(neutron, routers.CreateOpts{Name: "east", AvailabilityZoneHints: []string{"east"}})
	equal("hints of a router", readRouter(neutron, router).AvailabilityZoneHints, []string{"east"})
	unknown := networks.CreateOpts{Name: "west", AvailabilityZoneHints: []string{"west"}}
	refused[gophercloud.ErrDefault404](networks.Create(neutron, unknown).Err, "AvailabilityZoneNotFound")
	if len(must(agents.ListDHCPNetworks(neutron, agent).Extract())) == 0 {
		succeed(agents.ScheduleDHCPNetwork(neutron, agent, agents.ScheduleDHCPNetworkOpts{NetworkID: network}).ExtractErr())
	}
	hosted := must(agents.ListDHCPNetworks(neutron, agent).Extract())
	equal("served", hosted[len(hosted)-1].ID != "", true)
	succeed(agents.RemoveDHCPNetwork(neutron, agent, hosted[0].ID).ExtractErr())
	equal("one less", len(must(agents.ListDHCPNetworks(neutron, agent).Extract())), len(hosted)-1)
	deleteRouter(neutron, router)
	destroy(networkDeletion(neutron, network))
}

// aMember does what the role allows: administrators' attributes are refused, and what others own is not there.
func aMember() {
	admin, member := connect("admin"), connect("member")
	network := makeNetwork(member, networks.CreateOpts{Name: "of a member"})
	own := readNetwork(member, network)
	equal("provider attributes are not shown", own.NetworkProviderExt, provider.NetworkProviderExt{})
	of := readNetwork(admin, network)
	check("an administrator sees it, and what it is made of", of.NetworkType == "vxlan" && of.ProjectID == own.ProjectID, of)
	theirs := makeNetwork(admin, networks.CreateOpts{Name: "of an administrator", ProjectID: "another"})
	refused[gophercloud.ErrDefault404](networks.Get(member, theirs).Err, "NetworkNotFound")
	refused[gophercloud.ErrDefault404](networks.Delete(member, theirs).ExtractErr(), "NetworkNotFound")
	equal("not listed", namesOfNetworks(listNetworks(member, networks.ListOpts{ID: theirs})), []string{})
	for _, options := range []networks.CreateOptsBuilder{
		networks.CreateOpts{Name: "shared", Shared: ref(true)},
		external.CreateOptsExt{CreateOptsBuilder: networks.CreateOpts{}, External: ref(true)},
		provider.CreateOptsExt{CreateOptsBuilder: networks.CreateOpts{}, Segments: []provider.Segment{{NetworkType: "local"}}},
	} {
		refused[gophercloud.ErrDefault403](networks.Create(member, options).Err, "PolicyNotAuthorized")
	}
	refused[gophercloud.ErrDefault400](networks.Create(member, networks.CreateOpts{ProjectID: "another"}).Err, "HTTPBadRequest")
	group := must(named.IDFromName(member, "default"))
	refused[gophercloud.ErrDefault409](groups.Delete(member, group).ExtractErr(), "SecurityGroupCannotRemoveDefault")
	destroy(networkDeletion(member, network))
	destroy(networkDeletion(admin, theirs))
}
