package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/security/groups"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/security/rules"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
	named "github.com/gophercloud/utils/openstack/networking/v2/extensions/security/groups"
)

func groupDeletion(neutron *gophercloud.ServiceClient, id string) refresh {
	return deleting(
		func() error { return groups.Get(neutron, id).Err },
		func() error { return groups.Delete(neutron, id).ExtractErr() },
	)
}

func readGroup(neutron *gophercloud.ServiceClient, id string) groups.SecGroup {
	return *must(groups.Get(neutron, id).Extract())
}

func securityGroups() {
	neutron := connect("admin")
	id := must(groups.Create(neutron, groups.CreateOpts{Name: "web", Description: "first"}).Extract()).ID
	must(attributestags.ReplaceAll(neutron, "security-groups", id, attributestags.ReplaceAllOpts{Tags: []string{"s"}}).Extract())
	made := readGroup(neutron, id)
	check("times", !made.CreatedAt.IsZero() && !made.UpdatedAt.IsZero(), made)
	equal("the default rules", len(made.Rules), 2)
	for _, each := range made.Rules {
		equal("a default rule", each, rules.SecGroupRule{
			ID: each.ID, Direction: "egress", EtherType: each.EtherType, SecGroupID: id, TenantID: made.ProjectID, ProjectID: made.ProjectID,
		})
		succeed(rules.Delete(neutron, each.ID).ExtractErr())
	}
	equal("without them", readGroup(neutron, id), groups.SecGroup{
		ID: id, Name: "web", Description: "first", Rules: []rules.SecGroupRule{}, TenantID: made.ProjectID, ProjectID: made.ProjectID,
		UpdatedAt: readGroup(neutron, id).UpdatedAt, CreatedAt: made.CreatedAt, Tags: []string{"s"},
	})
	changed := must(groups.Update(neutron, id, groups.UpdateOpts{Name: "www", Description: ref("")}).Extract())
	equal("names", [2]string{changed.Name, changed.Description}, [2]string{"www", ""})
	equal("named", must(named.IDFromName(neutron, "www")), id)
	found := must(groups.ExtractGroups(must(groups.List(neutron, groups.ListOpts{Name: "www", Tags: "s"}).AllPages())))
	equal("found", len(found), 1)

	network := makeNetwork(neutron, networks.CreateOpts{Name: "of groups"})
	port := makePort(neutron, ports.CreateOpts{NetworkID: network, SecurityGroups: &[]string{id}})
	refused[gophercloud.ErrDefault409](groups.Delete(neutron, id).ExtractErr(), "SecurityGroupInUse")
	turn := groupDeletion(neutron, id)
	equal("while a port has it", must(turn()), "ACTIVE")
	deletePort(neutron, port)
	destroy(turn)
	refused[gophercloud.ErrDefault404](groups.Get(neutron, id).Err, "SecurityGroupNotFound")
	destroy(networkDeletion(neutron, network))
}

func securityGroupRules() {
	neutron := connect("admin")
	id, other := makeGroup(neutron, "of rules"), makeGroup(neutron, "of remote rules")
	project := readGroup(neutron, id).ProjectID
	for _, options := range []rules.CreateOpts{
		{Protocol: rules.ProtocolTCP, PortRangeMin: 80, PortRangeMax: 443, RemoteIPPrefix: "10.0.0.0/8", Description: "web"},
		{Protocol: rules.ProtocolUDP, PortRangeMin: 53, PortRangeMax: 53, EtherType: rules.EtherType6, RemoteIPPrefix: "2001:db8::/32"},
		{Protocol: rules.ProtocolICMP, PortRangeMin: 8},
		{Protocol: rules.ProtocolIPv6ICMP, EtherType: rules.EtherType6},
		{Protocol: rules.ProtocolVRRP, Direction: rules.DirEgress},
		{Protocol: rules.ProtocolTCP, RemoteGroupID: other},
		{Protocol: "132"},
		{RemoteGroupID: id},
	} {
		options.SecGroupID, options.ProjectID = id, project
		if options.Direction == "" {
			options.Direction = rules.DirIngress
		}
		if options.EtherType == "" {
			options.EtherType = rules.EtherType4
		}
		aRule(neutron, options)
	}
	web := rules.CreateOpts{SecGroupID: id, Direction: rules.DirIngress, EtherType: rules.EtherType4, Protocol: rules.ProtocolTCP}
	refuseRules(neutron, web)
	for _, each := range []string{id, other} {
		destroy(groupDeletion(neutron, each))
	}
}

// aRule is made, read, found and deleted.
func aRule(neutron *gophercloud.ServiceClient, options rules.CreateOpts) {
	rule := must(rules.Create(neutron, options).Extract())
	wanted := rules.SecGroupRule{
		ID: rule.ID, Direction: string(options.Direction), Description: options.Description, EtherType: string(options.EtherType),
		SecGroupID: options.SecGroupID, PortRangeMin: options.PortRangeMin, PortRangeMax: options.PortRangeMax,
		Protocol: string(options.Protocol), RemoteGroupID: options.RemoteGroupID, RemoteIPPrefix: options.RemoteIPPrefix,
		TenantID: options.ProjectID, ProjectID: options.ProjectID,
	}
	equal("rule", *must(rules.Get(neutron, rule.ID).Extract()), wanted)
	found := must(rules.ExtractRules(must(rules.List(neutron, rules.ListOpts{
		SecGroupID: options.SecGroupID, Direction: string(options.Direction), Protocol: string(options.Protocol), ID: rule.ID,
		RemoteGroupID: options.RemoteGroupID, RemoteIPPrefix: options.RemoteIPPrefix, PortRangeMin: options.PortRangeMin,
	}).AllPages())))
	equal("found", found, []rules.SecGroupRule{wanted})
	refused[gophercloud.ErrDefault409](rules.Create(neutron, options).Err, "SecurityGroupRuleExists")
	succeed(rules.Delete(neutron, rule.ID).ExtractErr())
	await([]string{"ACTIVE"}, []string{"DELETED"}, func() (string, error) { return stateOf("ACTIVE", rules.Get(neutron, rule.ID).Err) })
	refused[gophercloud.ErrDefault404](rules.Get(neutron, rule.ID).Err, "SecurityGroupRuleNotFound")
}

func refuseRules(neutron *gophercloud.ServiceClient, web rules.CreateOpts) {
	reversed := web
	reversed.PortRangeMin, reversed.PortRangeMax = 90, 80
	refused[gophercloud.ErrDefault400](rules.Create(neutron, reversed).Err, "SecurityGroupInvalidPortRange")
	portless := web
	portless.Protocol, portless.PortRangeMin, portless.PortRangeMax = "", 80, 80
	refused[gophercloud.ErrDefault400](rules.Create(neutron, portless).Err, "SecurityGroupProtocolRequiredWithPorts")
	mixed := web
	mixed.RemoteIPPrefix = "2001:db8::/32"
	refused[gophercloud.ErrDefault400](rules.Create(neutron, mixed).Err, "SecurityGroupRuleParameterConflict")
	both := web
	both.RemoteIPPrefix, both.RemoteGroupID = "10.0.0.0/8", web.SecGroupID
	refused[gophercloud.ErrDefault400](rules.Create(neutron, both).Err, "SecurityGroupMultipleRemoteEntites")
	nowhere := web
	nowhere.SecGroupID = "6a0c1f0e-52bb-4f8e-8ac3-9f8f3a4f3b11"
	refused[gophercloud.ErrDefault404](rules.Create(neutron, nowhere).Err, "SecurityGroupNotFound")
}
