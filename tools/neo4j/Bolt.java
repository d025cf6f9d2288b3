import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * A real Neo4j Community that answers Bolt on this computer only. No build step:
 *
 * <pre>java -cp 'lib/*' Bolt.java DATA_DIR PORT [--stop-with-parent]</pre>
 *
 * Port 0 takes a free one. Once it answers it prints one line: {@code ready bolt://127.0.0.1:PORT}. The
 * environment gives CONNECT_EXPLORER_NEO4J_PASSWORD, of user "neo4j" (not an argument: those show in a list of
 * processes), and CONNECT_EXPLORER_NEO4J_PAGECACHE (default 256m).
 */
public final class Bolt {
    private static final String HERE = "127.0.0.1";
    private static final Map<String, String> ENV = System.getenv();

    private Bolt() {}

    public static void main(String[] arguments) {
        try {
            var words = List.of(arguments);
            if (words.contains("--stop-with-parent")) {
                stopWithParent();
            }
            var server = build(Path.of(words.get(0)), Integer.parseInt(words.get(1)));
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
            setPassword(server);
            System.out.println("ready bolt://" + HERE + ":" + boltPort(server));
        } catch (Throwable problem) {
            problem.printStackTrace();
            System.out.println("Neo4j could not start: " + rootOf(problem));
            System.exit(1); // Neo4j's own threads would keep a half-started server alive.
        }
    }

    private static DatabaseManagementService build(Path dataDir, int port) {
        var bolt = new SocketAddress(HERE, port);
        return new DatabaseManagementServiceBuilder(dataDir.toAbsolutePath())
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, bolt)
            // neo4j:// asks the server where to go; "localhost" could mean ::1, where nobody listens.
            .setConfig(BoltConnector.advertised_address, bolt)
            .setConfig(GraphDatabaseSettings.default_advertised_address, new SocketAddress(HERE))
            .setConfig(HttpConnector.enabled, false)
            .setConfig(HttpsConnector.enabled, false)
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.udc_enabled, false)
            .setConfig(BoltConnector.server_bolt_telemetry_enabled, false)
            .setConfig(
                GraphDatabaseSettings.pagecache_memory,
                ByteUnit.parse(ENV.getOrDefault("CONNECT_EXPLORER_NEO4J_PAGECACHE", "256m")))
            // 256 MB of empty log for each of two databases otherwise.
            .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
            // The network threads idle this long, twice, before they end (5 s by default); the data is closed by then.
            .setConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, Duration.ofMillis(100))
            .build();
    }

    private static void setPassword(DatabaseManagementService server) {
        // Not ALTER USER: kept data would refuse the password that it has already.
        server.database("system").executeTransactionally(
            "CREATE OR REPLACE USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
            Map.of("password", ENV.get("CONNECT_EXPLORER_NEO4J_PASSWORD")));
    }

    private static int boltPort(DatabaseManagementService server) {
        var system = (GraphDatabaseAPI) server.database("system");
        var ports = system.getDependencyResolver().resolveDependency(ConnectorPortRegister.class);
        return ports.getLocalAddress(ConnectorType.BOLT).getPort();
    }

    private static Throwable rootOf(Throwable problem) {
        return problem.getCause() == null ? problem : rootOf(problem.getCause());
    }

    /** Two signs that the parent is gone: its end of our standard input closes, or its process ends. */
    private static void stopWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        var watcher = new Thread(() -> {
            try {
                while (System.in.read() != -1) {}
            } catch (IOException closed) {
                // As good as the end.
            }
            System.exit(0);
        });
        watcher.setDaemon(true);
        watcher.start();
    }
}
