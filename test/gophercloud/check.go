package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
)

// ref is where a value is, as optional members of options have it.
func ref[T any](value T) *T { return &value }

// must is the result of a call that has to succeed.
func must[T any](value T, err error) T {
	succeed(err)
	return value
}

func succeed(err error) {
	if err != nil {
		panic(fmt.Sprintf("%T: %v", err, err))
	}
}

func equal[T any](what string, got, want T) {
	if !reflect.DeepEqual(got, want) {
		panic(fmt.Sprintf("%s: %+v, not %+v", what, got, want))
	}
}

// check panics unless something holds.
func check(what string, holds bool, got interface{}) {
	if !holds {
		panic(fmt.Sprintf("%s: %+v", what, got))
	}
}

// same compares lists whose order says nothing.
func same(what string, got, want []string) {
	got, want = append([]string{}, got...), append([]string{}, want...)
	sort.Strings(got)
	sort.Strings(want)
	equal(what, got, want)
}

// refused holds an error against the class that programs catch, and the type that the service names in its body.
func refused[E error](err error, kind string) {
	if _, is := err.(E); !is {
		var wanted E
		panic(fmt.Sprintf("not a %T but a %T: %v", wanted, err, err))
	}
	var body struct {
		NeutronError struct{ Type, Message string }
	}
	succeed(json.Unmarshal(reflect.ValueOf(err).FieldByName("Body").Bytes(), &body))
	equal("the type of the error ("+body.NeutronError.Message+")", body.NeutronError.Type, kind)
}
