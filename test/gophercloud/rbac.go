package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/rbacpolicies"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
)

func rbacPolicies() {
	neutron, member := connect("admin"), connect("member")
	// What a member makes tells the project that it acts for.
	own := must(networks.Create(member, networks.CreateOpts{Name: "own"}).Extract())
	network := makeNetwork(neutron, networks.CreateOpts{Name: "shared with a project"})
	refused[gophercloud.ErrDefault404](networks.Get(member, network).Err, "NetworkNotFound")
	policy := must(rbacpolicies.Create(neutron, rbacpolicies.CreateOpts{
		Action: rbacpolicies.ActionAccessShared, ObjectType: "network", ObjectID: network, TargetTenant: own.ProjectID,
	}).Extract())
	equal("made", *must(rbacpolicies.Get(neutron, policy.ID).Extract()), rbacpolicies.RBACPolicy{
		ID: policy.ID, Action: rbacpolicies.ActionAccessShared, ObjectID: network, ObjectType: "network",
		TenantID: policy.ProjectID, ProjectID: policy.ProjectID, TargetTenant: own.ProjectID,
	})
	equal("seen as shared", readNetwork(member, network).Shared, true)
	port := makePort(member, ports.CreateOpts{NetworkID: network})
	refused[gophercloud.ErrDefault409](rbacpolicies.Delete(neutron, policy.ID).ExtractErr(), "RbacPolicyInUse")
	deletePort(member, port)

	changed := must(rbacpolicies.Update(neutron, policy.ID, rbacpolicies.UpdateOpts{TargetTenant: "another"}).Extract())
	equal("target", changed.TargetTenant, "another")
	refused[gophercloud.ErrDefault404](networks.Get(member, network).Err, "NetworkNotFound")
	again := rbacpolicies.CreateOpts{
		Action: rbacpolicies.ActionAccessShared, ObjectType: "network", ObjectID: network, TargetTenant: "another",
	}
	refused[gophercloud.ErrDefault409](rbacpolicies.Create(neutron, again).Err, "DuplicateRbacPolicy")
	outside := must(rbacpolicies.Create(neutron, rbacpolicies.CreateOpts{
		Action: rbacpolicies.ActionAccessExternal, ObjectType: "network", ObjectID: network, TargetTenant: "*",
	}).Extract())
	equal("external for all", readNetwork(member, network).External, true)
	found := must(rbacpolicies.ExtractRBACPolicies(must(rbacpolicies.List(neutron, rbacpolicies.ListOpts{
		ObjectID: network, ObjectType: "network", Action: rbacpolicies.ActionAccessExternal,
	}).AllPages())))
	equal("found", len(found), 1)
	for _, each := range []string{policy.ID, outside.ID} {
		succeed(rbacpolicies.Delete(neutron, each).ExtractErr())
		refused[gophercloud.ErrDefault404](rbacpolicies.Get(neutron, each).Err, "RbacPolicyNotFound")
	}
	destroy(networkDeletion(neutron, network))
	destroy(networkDeletion(member, own.ID))
}
