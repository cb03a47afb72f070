package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/addressscopes"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/subnetpools"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/subnets"
)

func poolDeletion(neutron *gophercloud.ServiceClient, id string) refresh {
	return deleting(
		func() error { return subnetpools.Get(neutron, id).Err },
		func() error { return subnetpools.Delete(neutron, id).ExtractErr() },
	)
}

func scopeDeletion(neutron *gophercloud.ServiceClient, id string) refresh {
	return deleting(
		func() error { return addressscopes.Get(neutron, id).Err },
		func() error { return addressscopes.Delete(neutron, id).ExtractErr() },
	)
}

func subnetPools() {
	neutron := connect("admin")
	scope := must(addressscopes.Create(neutron, addressscopes.CreateOpts{Name: "scope", IPVersion: 4, Shared: true}).Extract())
	check("a project", scope.ProjectID != "", scope)
	equal("scope", *must(addressscopes.Get(neutron, scope.ID).Extract()), addressscopes.AddressScope{
		ID: scope.ID, Name: "scope", TenantID: scope.ProjectID, ProjectID: scope.ProjectID, IPVersion: 4, Shared: true,
	})
	equal("renamed", must(addressscopes.Update(neutron, scope.ID, addressscopes.UpdateOpts{Name: ref("scope 4")}).Extract()).Name, "scope 4")
	found := must(addressscopes.ExtractAddressScopes(must(addressscopes.List(neutron, addressscopes.ListOpts{Name: "scope 4", IPVersion: 4, Shared: ref(true)}).AllPages())))
	equal("scopes", len(found), 1)
	refused[gophercloud.ErrDefault400](addressscopes.Update(neutron, scope.ID, addressscopes.UpdateOpts{Shared: ref(false)}).Err, "AddressScopeUpdateError")

	pool := aPool(neutron, scope.ID)
	changePool(neutron, pool)
	useOfPool(neutron, pool, scope.ID)
}

func aPool(neutron *gophercloud.ServiceClient, scope string) string {
	id := must(subnetpools.Create(neutron, subnetpools.CreateOpts{
		Name: "pool", Prefixes: []string{"10.64.0.0/16"}, DefaultPrefixLen: 26, MinPrefixLen: 24, MaxPrefixLen: 30,
		AddressScopeID: scope, Shared: true, Description: "first", DefaultQuota: 1024,
	}).Extract()).ID
	await(nil, []string{"ACTIVE"}, func() (string, error) { return stateOf("ACTIVE", subnetpools.Get(neutron, id).Err) })
	must(attributestags.ReplaceAll(neutron, "subnetpools", id, attributestags.ReplaceAllOpts{Tags: []string{"p"}}).Extract())
	made := must(subnetpools.Get(neutron, id).Extract())
	check("times and revision", !made.CreatedAt.IsZero() && !made.UpdatedAt.IsZero() && made.RevisionNumber > 0, made)
	equal("made", *made, subnetpools.SubnetPool{
		ID: id, Name: "pool", DefaultQuota: 1024, TenantID: made.ProjectID, ProjectID: made.ProjectID,
		CreatedAt: made.CreatedAt, UpdatedAt: made.UpdatedAt, Prefixes: []string{"10.64.0.0/16"},
		DefaultPrefixLen: 26, MinPrefixLen: 24, MaxPrefixLen: 30, AddressScopeID: scope, IPversion: 4, Shared: true,
		Description: "first", RevisionNumber: made.RevisionNumber, Tags: []string{"p"},
	})
	return id
}

func changePool(neutron *gophercloud.ServiceClient, id string) {
	must(subnetpools.Update(neutron, id, subnetpools.UpdateOpts{
		Name: "pools", DefaultQuota: ref(0), Prefixes: []string{"10.64.0.0/16", "10.66.0.0/16"}, DefaultPrefixLen: 27,
		MinPrefixLen: 25, MaxPrefixLen: 29, Description: ref(""), IsDefault: ref(true),
	}).Extract())
	changed := must(subnetpools.Get(neutron, id).Extract())
	equal("names", [2]string{changed.Name, changed.Description}, [2]string{"pools", ""})
	same("prefixes", changed.Prefixes, []string{"10.64.0.0/16", "10.66.0.0/16"})
	equal("lengths", [3]int{changed.DefaultPrefixLen, changed.MinPrefixLen, changed.MaxPrefixLen}, [3]int{27, 25, 29})
	equal("quota", changed.DefaultQuota, 0)
	equal("default", changed.IsDefault, true)
	fewer := subnetpools.UpdateOpts{Prefixes: []string{"10.64.0.0/16"}}
	refused[gophercloud.ErrDefault400](subnetpools.Update(neutron, id, fewer).Err, "IllegalSubnetPoolPrefixUpdate")
	must(subnetpools.Update(neutron, id, subnetpools.UpdateOpts{DefaultQuota: ref(100000), IsDefault: ref(false)}).Extract())
	found := must(subnetpools.ExtractSubnetPools(must(subnetpools.List(neutron, subnetpools.ListOpts{
		Name: "pools", DefaultPrefixLen: 27, IPVersion: 4, Shared: ref(true), Tags: "p", AddressScopeID: changed.AddressScopeID,
	}).AllPages())))
	equal("found", len(found), 1)
}

func useOfPool(neutron *gophercloud.ServiceClient, pool, scope string) {
	network := makeNetwork(neutron, networks.CreateOpts{Name: "of pools"})
	first := makeSubnet(neutron, subnets.CreateOpts{NetworkID: network, IPVersion: gophercloud.IPv4, SubnetPoolID: pool})
	second := makeSubnet(neutron, subnets.CreateOpts{NetworkID: network, IPVersion: gophercloud.IPv4, SubnetPoolID: pool, Prefixlen: 29})
	third := makeSubnet(neutron, subnets.CreateOpts{NetworkID: network, IPVersion: gophercloud.IPv4, SubnetPoolID: pool, CIDR: "10.66.1.0/28"})
	equal("by default", readSubnet(neutron, first).CIDR, "10.64.0.0/27")
	equal("by length", readSubnet(neutron, second).CIDR[len("10.64.0.32"):], "/29")
	equal("by CIDR", readSubnet(neutron, third).CIDR, "10.66.1.0/28")
	equal("pool", readSubnet(neutron, third).SubnetPoolID, pool)
	tooLong := subnets.CreateOpts{NetworkID: network, IPVersion: gophercloud.IPv4, SubnetPoolID: pool, Prefixlen: 30}
	refused[gophercloud.ErrDefault400](subnets.Create(neutron, tooLong).Err, "MaxPrefixSubnetAllocationError")

	refused[gophercloud.ErrDefault400](subnetpools.Delete(neutron, pool).ExtractErr(), "SubnetPoolDeleteError")
	refused[gophercloud.ErrDefault409](addressscopes.Delete(neutron, scope).ExtractErr(), "AddressScopeInUse")
	turn := scopeDeletion(neutron, scope)
	equal("while a pool is in it", must(turn()), "ACTIVE")
	destroy(networkDeletion(neutron, network))
	must(subnetpools.Update(neutron, pool, subnetpools.UpdateOpts{AddressScopeID: ref(scope)}).Extract())
	destroy(poolDeletion(neutron, pool))
	destroy(turn)
	refused[gophercloud.ErrDefault404](subnetpools.Get(neutron, pool).Err, "SubnetPoolNotFound")
	refused[gophercloud.ErrDefault404](addressscopes.Get(neutron, scope).Err, "AddressScopeNotFound")
}
