// A client that shares nothing with specline load, not even its language: requests, one a line of standard input, at a
// constant rate, each latency kept from when its request was due. Prints the latencies in ms that are counted, one a line.
//
//	NATS_URL=nats://host:4222 client RATE REQUESTS-THAT-ARE-NOT-COUNTED < requests.jsonl
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"
)

const subject = "specline.v1.create"
const patience = 30 * time.Second

func main() {
	rate, err := strconv.ParseFloat(os.Args[1], 64)
	check(err)
	warmUp, err := strconv.Atoi(os.Args[2])
	check(err)
	text, err := io.ReadAll(os.Stdin)
	check(err)
	requests := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	connection, err := nats.Connect(os.Getenv("NATS_URL"))
	check(err)
	defer connection.Close()

	due := make([]time.Time, len(requests))
	took := make(chan time.Duration, len(requests))
	inbox := nats.NewInbox()
	_, err = connection.Subscribe(inbox+".*", func(reply *nats.Msg) {
		now := time.Now()
		index, err := strconv.Atoi(reply.Subject[len(inbox)+1:])
		check(err)
		if !bytes.Contains(reply.Data, []byte(`"status":"composed"`)) {
			log.Fatalf("is no spec: %s", reply.Data)
		}
		if index < warmUp {
			took <- -1
		} else {
			took <- now.Sub(due[index])
		}
	})
	check(err)
	check(connection.Flush())

	// Go's own timers are late by up to a millisecond where nothing else runs.
	runtime.LockOSThread()
	began := time.Now()
	for index, request := range requests {
		due[index] = began.Add(time.Duration(float64(index) / rate * float64(time.Second)))
		sleepUntil(due[index])
		check(connection.PublishRequest(subject, inbox+"."+strconv.Itoa(index), request))
	}

	out := bufio.NewWriter(os.Stdout)
	over := time.After(patience)
	for range requests {
		select {
		case latency := <-took:
			if latency >= 0 {
				fmt.Fprintln(out, float64(latency.Microseconds())/1000)
			}
		case <-over:
			log.Fatal("not all were answered")
		}
	}
	check(out.Flush())
}

func sleepUntil(due time.Time) {
	if left := time.Until(due); left > 0 {
		rest := syscall.NsecToTimespec(int64(left))
		for syscall.Nanosleep(&rest, &rest) == syscall.EINTR {
		}
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
