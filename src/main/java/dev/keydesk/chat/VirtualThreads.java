package dev.keydesk.chat;

import com.slack.api.util.thread.ExecutorServiceProvider;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Gives Slack's libraries virtual threads, which do not pile up and do not keep the process alive.
 */
final class VirtualThreads implements ExecutorServiceProvider {

    @Override
    public ExecutorService createThreadPoolExecutor(String threadGroupName, int poolSize) {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(threadGroupName + "-", 0).factory());
    }

    @Override
    public ScheduledExecutorService createThreadScheduledExecutor(String threadGroupName) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(threadGroupName).factory());
    }
}
